import { useGetLead } from '../api/queries.ts'
import { Link } from '../ui/Link.tsx'
import styles from './LeadName.module.css'

/** The name of the lead of an event, where several leads share a timeline; the way to that lead alone. */
export function LeadName({ lead }: { readonly lead: string }) {
  const name = useGetLead(lead).data?.item.name ?? lead
  return (
    <Link to={{ leads: [lead] }} className={styles.lead}>
      {name}
    </Link>
  )
}

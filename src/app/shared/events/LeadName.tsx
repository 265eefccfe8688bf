import { useGetLead } from '../api/queries.ts'
import { Link } from '../ui/Link.tsx'
import styles from './LeadName.module.css'
import { Name } from '../ui/Name.tsx'

/** The name of an event's lead, in a timeline of several leads; a link to the timeline of that lead. */
export function LeadName({ lead }: { readonly lead: string }) {
  const name = useGetLead(lead).data?.item.name ?? lead
  return (
    <Link to={{ leads: [lead] }} className={styles.lead}>
      <Name>{name}</Name>
    </Link>
  )
}

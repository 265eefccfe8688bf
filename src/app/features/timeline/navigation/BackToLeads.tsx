import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Link } from '../../../shared/ui/Link.tsx'
import styles from './BackToLeads.module.css'

/** The way out of an address that leads nowhere. */
export function BackToLeads() {
  const t = useMessages()
  return (
    <Link to={{}} className={styles.way}>
      {t('timeline.toLeads')}
    </Link>
  )
}

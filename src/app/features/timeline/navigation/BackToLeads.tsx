import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Link } from '../../../shared/ui/Link.tsx'
import styles from './BackToLeads.module.css'

/** A link back to the leads, for a URL without content. */
export function BackToLeads() {
  const t = useMessages()
  return (
    <Link to={{ page: 'leads' }} className={styles.link}>
      {t('timeline.toLeads')}
    </Link>
  )
}

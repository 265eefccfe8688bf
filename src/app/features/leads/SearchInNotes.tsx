import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import styles from './SearchInNotes.module.css'

/** A link that searches the notes of all leads for the same text, if the back end can. */
export function SearchInNotes({ q }: { readonly q: string }) {
  const t = useMessages()
  if (!useSignedIn().capabilities.includes('search')) return null
  return (
    <Link to={{ page: 'search', q }} className={styles.link}>
      <Icon name="search" />
      <span className={styles.text}>{t('search.all.for', { q })}</span>
    </Link>
  )
}

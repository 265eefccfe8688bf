import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import styles from './SearchInNotes.module.css'

/** The way from a search for a lead to one in the notes of all of them, where the back end can do that. */
export function SearchInNotes({ q }: { readonly q: string }) {
  const t = useMessages()
  if (!useSignedIn().capabilities.includes('search')) return null
  return (
    <Link to={{ page: 'search', q }} className={styles.way}>
      <Icon name="search" />
      <span className={styles.words}>{t('search.all.for', { q })}</span>
    </Link>
  )
}

import { UserMenu } from '../features/sign-in/UserMenu.tsx'
import { useMessages } from '../shared/i18n/i18n.ts'
import { useRoute, type RouteTarget } from '../shared/router/route.ts'
import { useSignedIn } from '../shared/session/signed-in.ts'
import { Icon } from '../shared/ui/Icon.tsx'
import { Link } from '../shared/ui/Link.tsx'
import styles from './TabBar.module.css'

/** On a phone: the home screen, the leads, the search in notes and the user's menu. */
export function TabBar() {
  const t = useMessages()
  const { page } = useRoute()
  const canSearch = useSignedIn().capabilities.includes('search')
  const tabs = [
    { page: 'timeline', icon: 'home', label: t('home.title') },
    { page: 'leads', icon: 'menu', label: t('leads.title') },
    ...(canSearch ? [{ page: 'search', icon: 'search', label: t('nav.notes') } as const] : []),
  ] as const
  return (
    <div className={styles.bar}>
      <nav className={styles.tabs} aria-label={t('nav.title')}>
        {tabs.map((tab) => (
          <Link
            key={tab.page}
            to={{ page: tab.page } satisfies RouteTarget}
            className={styles.tab}
            aria-current={page === tab.page ? 'page' : undefined}
          >
            <Icon name={tab.icon} />
            <span>{tab.label}</span>
          </Link>
        ))}
      </nav>
      <UserMenu />
    </div>
  )
}

import { Suspense, useRef } from 'react'
import { EventDetails } from '../screens/event-details/EventDetails.tsx'
import { useMessages } from '../shared/i18n/i18n.ts'
import { useMultiSelect } from '../features/leads/multi-select.ts'
import { LeadPicker } from '../features/leads/LeadPicker.tsx'
import { NoLeadSelected } from '../features/leads/NoLeadSelected.tsx'
import { OutboxIndicator } from '../outbox/ui/OutboxIndicator.tsx'
import { UserMenu } from '../features/sign-in/UserMenu.tsx'
import { EventPermalink } from '../features/timeline/navigation/EventPermalink.tsx'
import { TimelineSkeleton } from '../features/timeline/list/TimelineSkeleton.tsx'
import { Dialogs } from './Dialogs.tsx'
import { lazyWithPreload, lazyComponent } from '../shared/ui/lazy.ts'
import { Icon } from '../shared/ui/Icon.tsx'
import { Link } from '../shared/ui/Link.tsx'
import { Logo } from '../shared/ui/Logo.tsx'
import { useIsPhone } from '../shared/ui/use-is-phone.ts'
import { VisuallyHidden } from '../shared/ui/VisuallyHidden.tsx'
import { useGlobalShortcuts } from './use-global-shortcuts.ts'
import { useRoute } from '../shared/router/route.ts'
import styles from './Workspace.module.css'

const TimelineScreen = lazyWithPreload(
  async () => (await import('../bundles/timeline-bundle.ts')).TimelineScreen,
)

const BackgroundTasks = lazyWithPreload(
  async () => (await import('../bundles/timeline-bundle.ts')).BackgroundTasks,
)

// only managers can open it
const PeopleScreen = lazyComponent(
  async () => (await import('../screens/account/PeopleScreen.tsx')).PeopleScreen,
)

// few visits search all leads
const SearchScreen = lazyComponent(
  async () => (await import('../screens/search/SearchScreen.tsx')).SearchScreen,
)

// only managers can open it, and they seldom do
const ActivityScreen = lazyComponent(
  async () => (await import('../screens/change-log/ActivityScreen.tsx')).ActivityScreen,
)

/** The regions of the page: the lead picker next to the timeline of the selected leads; on a phone, one at a time. */
export function Workspace() {
  const t = useMessages()
  const { leads, order, event, page } = useRoute()
  const main = useRef<HTMLElement>(null)
  // on a phone without a timeline the picker is the main landmark; the element stays mounted and keeps its state
  const isPhone = useIsPhone()
  const hasContent = page !== 'timeline' || leads.length > 0
  const isMultiSelect = useMultiSelect()
  // on a phone the picker replaces the timeline while leads are added to it
  const picking = !hasContent || (isPhone && isMultiSelect)
  useGlobalShortcuts(page === 'timeline' && leads.length === 1 ? leads[0] : undefined)
  return (
    <div className={styles.app} data-screen={picking ? 'leads' : 'timeline'}>
      <div
        className={styles.aside}
        role={isPhone && picking ? 'main' : 'complementary'}
        aria-label={t('leads.title')}
      >
        {picking && (
          <VisuallyHidden>
            <h1>{t('leads.title')}</h1>
          </VisuallyHidden>
        )}
        <div className={styles.brand}>
          <Logo />
          <Link to={{}} className={styles.name}>
            Leadline
          </Link>
          <OutboxIndicator />
        </div>
        <LeadPicker current={leads} onLeave={() => main.current?.focus()} />
        <UserMenu />
      </div>
      <main ref={main} className={styles.main} tabIndex={-1}>
        {hasContent && (
          <nav className={styles.back} aria-label={t('leads.back')}>
            <Link to={{}} className={styles.backLink}>
              <Icon name="back" />
              {t('leads.back')}
            </Link>
            <OutboxIndicator />
          </nav>
        )}
        <div className={styles.screen}>
          {page === 'event' && event !== undefined && <EventPermalink key={event} id={event} />}
          {page === 'timeline' && leads.length > 0 && (
            <Suspense fallback={<TimelineSkeleton />}>
              <TimelineScreen leads={leads} order={order} event={event} />
            </Suspense>
          )}
          {page === 'search' && (
            <Suspense>
              <SearchScreen />
            </Suspense>
          )}
          {page === 'people' && (
            <Suspense>
              <PeopleScreen />
            </Suspense>
          )}
          {page === 'activity' && (
            <Suspense>
              <ActivityScreen />
            </Suspense>
          )}
          {!hasContent && <NoLeadSelected />}
        </div>
      </main>
      <Suspense>
        <BackgroundTasks />
      </Suspense>
      <EventDetails />
      <Dialogs />
    </div>
  )
}

import { Suspense, useRef } from 'react'
import { EventDetails } from './event/EventDetails.tsx'
import { useMessages } from './i18n/i18n.ts'
import { useChoosing } from './leads/choosing.ts'
import { LeadPicker } from './leads/LeadPicker.tsx'
import { NothingChosen } from './leads/NothingChosen.tsx'
import { OutboxIndicator } from './outbox/OutboxIndicator.tsx'
import { UserMenu } from './session/UserMenu.tsx'
import { EventAddress } from './timeline/EventAddress.tsx'
import { TimelineSkeleton } from './timeline/TimelineSkeleton.tsx'
import { Sheets } from './Sheets.tsx'
import { beside, onDemand } from './ui/beside.ts'
import { Icon } from './ui/Icon.tsx'
import { Link } from './ui/Link.tsx'
import { Mark } from './ui/Mark.tsx'
import { useIsPhone } from './ui/use-is-phone.ts'
import { VisuallyHidden } from './ui/VisuallyHidden.tsx'
import { usePageKeys } from './use-page-keys.ts'
import { useUrlState } from './url-state.ts'
import styles from './Workspace.module.css'

const TimelineScreen = beside(async () => (await import('./beside-first.ts')).TimelineScreen)

const Unseen = beside(async () => (await import('./beside-first.ts')).Unseen)

// only managers look after people
const PeopleScreen = onDemand(async () => (await import('./account/PeopleScreen.tsx')).PeopleScreen)

// few visits search over all leads
const SearchScreen = onDemand(async () => (await import('./search/SearchScreen.tsx')).SearchScreen)

// few people may look at it, and they seldom do
const ActivityScreen = onDemand(async () => (await import('./activity/ActivityScreen.tsx')).ActivityScreen)

/** The places of the page: the leads beside the timeline of the chosen one; on a phone, one at a time. */
export function Workspace() {
  const t = useMessages()
  const { leads, order, event, page } = useUrlState()
  const main = useRef<HTMLElement>(null)
  // the main thing on a phone that shows no timeline; the element stays, and the picker's state with it
  const isPhone = useIsPhone()
  const chosen = page !== 'timeline' || leads.length > 0
  const choosing = useChoosing()
  // on a phone the timeline gives way to the picker while leads are added to it
  const picking = !chosen || (isPhone && choosing)
  usePageKeys(page === 'timeline' && leads.length === 1 ? leads[0] : undefined)
  return (
    <div className={styles.app} data-screen={picking ? 'leads' : 'timeline'}>
      <div className={styles.aside} role={isPhone && picking ? 'main' : 'complementary'}>
        {picking && (
          <VisuallyHidden>
            <h1>{t('leads.title')}</h1>
          </VisuallyHidden>
        )}
        <div className={styles.brand}>
          <Mark />
          <Link to={{}} className={styles.name}>
            Leadline
          </Link>
          <OutboxIndicator />
        </div>
        <LeadPicker current={leads} onLeave={() => main.current?.focus()} />
        <UserMenu />
      </div>
      <main ref={main} className={styles.main} tabIndex={-1}>
        {chosen && (
          <nav className={styles.back} aria-label={t('leads.back')}>
            <Link to={{}} className={styles.backLink}>
              <Icon name="back" />
              {t('leads.back')}
            </Link>
            <OutboxIndicator />
          </nav>
        )}
        <div className={styles.screen}>
          {page === 'event' && event !== undefined && <EventAddress key={event} id={event} />}
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
          {!chosen && <NothingChosen />}
        </div>
      </main>
      <Suspense>
        <Unseen />
      </Suspense>
      <EventDetails />
      <Sheets />
    </div>
  )
}

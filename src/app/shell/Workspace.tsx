import { Suspense, useEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { EventDetails } from '../screens/event-details/EventDetails.tsx'
import { useMessages } from '../shared/i18n/i18n.ts'
import { isMultiSelecting, setMultiSelect, useMultiSelect } from '../features/leads/multi-select.ts'
import { LeadPicker } from '../features/leads/LeadPicker.tsx'
import { LeadsButton } from '../features/leads/LeadsButton.tsx'
import { OutboxIndicator } from '../outbox/ui/OutboxIndicator.tsx'
import { UserMenu } from '../features/sign-in/UserMenu.tsx'
import { EventPermalink } from '../features/timeline/navigation/EventPermalink.tsx'
import { TimelineSkeleton } from '../features/timeline/list/TimelineSkeleton.tsx'
import { Dialogs } from './Dialogs.tsx'
import { lazyWithPreload, lazyComponent } from '../shared/ui/lazy.ts'
import { Icon } from '../shared/ui/Icon.tsx'
import { Kbd } from '../shared/ui/Kbd.tsx'
import { Link } from '../shared/ui/Link.tsx'
import { Logo } from '../shared/ui/Logo.tsx'
import { usePageLayout } from '../shared/ui/page-layout.ts'
import { VisuallyHidden } from '../shared/ui/VisuallyHidden.tsx'
import { TabBar } from './TabBar.tsx'
import { useGlobalShortcuts } from './use-global-shortcuts.ts'
import { currentRoute, navigate, useRoute } from '../shared/router/route.ts'
import { startAction } from '../shared/router/start-action.ts'
import styles from './Workspace.module.css'
import { PageTitle } from '../outbox/ui/PageTitle.tsx'

const firstRoute = currentRoute()
const isTimelineFirst = firstRoute.page === 'event' || firstRoute.leads.length > 0

const TimelineScreen = lazyWithPreload(
  async () => (await import('../screens/timeline/TimelineScreen.tsx')).TimelineScreen,
  { when: isTimelineFirst },
)

const BackgroundTasks = lazyComponent(async () => (await import('./BackgroundTasks.tsx')).BackgroundTasks)

const HomeScreen = lazyWithPreload(async () => (await import('../screens/home/HomeScreen.tsx')).HomeScreen, {
  when: !isTimelineFirst && (firstRoute.page === 'timeline' || firstRoute.page === 'leads'),
})

// only managers can open it
const PeopleScreen = lazyComponent(
  async () => (await import('../screens/account/PeopleScreen.tsx')).PeopleScreen,
)

const ImportScreen = lazyComponent(
  async () => (await import('../screens/import/ImportScreen.tsx')).ImportScreen,
)

// few visits search all leads
const SearchScreen = lazyComponent(
  async () => (await import('../screens/search/SearchScreen.tsx')).SearchScreen,
)

const ActivityScreen = lazyComponent(
  async () => (await import('../screens/activity/ActivityScreen.tsx')).ActivityScreen,
)

// only managers can open it, and they seldom do
const ChangeLogScreen = lazyComponent(
  async () => (await import('../screens/change-log/ChangeLogScreen.tsx')).ChangeLogScreen,
)

/**
 * The regions of the page: the lead picker next to the timeline of the selected leads; in a narrower page the picker is a
 * drawer over the timeline, and on a phone there is one region at a time.
 */
export function Workspace() {
  const t = useMessages()
  const { leads, order, event, page, list } = useRoute()
  const main = useRef<HTMLElement>(null)
  const aside = useRef<HTMLDivElement>(null)
  const { picker } = usePageLayout()
  const isPhone = picker === 'screen'
  const hasTimeline = page === 'timeline' && leads.length > 0
  // the leads are next to the home screen where there is room for both
  const isHome = page === 'leads' || (page === 'timeline' && leads.length === 0)
  const isMultiSelect = useMultiSelect()
  const hasDrawer = picker === 'drawer'
  const drawer = useDrawer({
    aside,
    main,
    hasDrawer,
    isMultiSelect,
    place: JSON.stringify([page, leads, list]),
  })
  const isDrawerOpen = hasDrawer && drawer.isOpen
  // on a phone the picker replaces the timeline while leads are added to it
  const picking = isPhone && (page === 'leads' || isMultiSelect)
  useGlobalShortcuts(page === 'timeline' && leads.length > 0 ? leads.join() : undefined)
  return (
    <div className={styles.app} data-screen={picking ? 'leads' : 'timeline'} data-picker={picker}>
      {/* Escape is the keyboard equivalent */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      {isDrawerOpen && <div className={styles.veil} onPointerDown={drawer.cancel} />}
      {/* the element stays mounted and keeps its state; on a phone it is the main landmark while it is displayed */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div
        ref={aside}
        className={styles.aside}
        role={hasDrawer ? 'dialog' : picking ? 'main' : 'complementary'}
        aria-modal={isDrawerOpen || undefined}
        aria-label={t('leads.title')}
        hidden={hasDrawer && !isDrawerOpen}
        onKeyDown={(keyEvent) => {
          if (isDrawerOpen && keyEvent.key === 'Escape' && !keyEvent.defaultPrevented) drawer.cancel()
        }}
      >
        {picking && (
          <VisuallyHidden>
            <h1>{t('leads.title')}</h1>
          </VisuallyHidden>
        )}
        {picking && page === 'leads' && <PageTitle>{t('leads.title')}</PageTitle>}
        <div className={styles.brand}>
          <Logo />
          <Link to={{}} className={styles.name}>
            Leadline
          </Link>
          <OutboxIndicator />
        </div>
        {!isPhone && (
          <Link to={{}} className={styles.home} aria-current={isHome ? 'page' : undefined}>
            <Icon name="home" />
            <span>{t('home.title')}</span>
            <Kbd>H</Kbd>
          </Link>
        )}
        <LeadPicker
          current={leads}
          onFind={hasDrawer ? drawer.open : isPhone ? showLeads : undefined}
          onCancel={isDrawerOpen ? drawer.cancel : undefined}
          onLeave={() => {
            drawer.close()
            main.current?.focus()
          }}
        />
        {!isPhone && <UserMenu />}
      </div>
      <main ref={main} className={styles.main} tabIndex={-1} inert={isDrawerOpen}>
        {/* a timeline has this button in its own header */}
        {picker !== 'beside' && !hasTimeline && !(isPhone && isHome) && (
          <div className={styles.top}>
            <LeadsButton />
            <OutboxIndicator />
          </div>
        )}
        <div className={styles.screen}>
          {page === 'event' && event !== undefined && <EventPermalink key={event} id={event} />}
          {hasTimeline && (
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
          {page === 'import' && (
            <Suspense>
              <ImportScreen />
            </Suspense>
          )}
          {page === 'activity' && (
            <Suspense>
              <ActivityScreen />
            </Suspense>
          )}
          {page === 'changes' && (
            <Suspense>
              <ChangeLogScreen />
            </Suspense>
          )}
          {isHome && !picking && (
            <Suspense>
              <HomeScreen />
            </Suspense>
          )}
        </div>
      </main>
      {isPhone && !hasTimeline && <TabBar />}
      <Suspense>
        <BackgroundTasks />
      </Suspense>
      <EventDetails />
      <Dialogs />
    </div>
  )
}

/** Opens the lead list, which is a screen of its own on a phone, so that its search field can take the focus. */
function showLeads(): void {
  // in multi-select the list already replaces the timeline, whose leads must stay in the URL
  if (isMultiSelecting() || currentRoute().page === 'leads') return
  flushSync(() => navigate({ page: 'leads' }))
}

interface DrawerParts {
  readonly aside: RefObject<HTMLElement | null>
  readonly main: RefObject<HTMLElement | null>
  readonly hasDrawer: boolean
  /** what is displayed: when this changes, the drawer opens for the leads and else closes, except in multi-select */
  readonly place: string
  readonly isMultiSelect: boolean
}

/** The state of the picker's drawer, and the focus after it was closed: on the element that opened it, else on the timeline. */
function useDrawer({ aside, main, hasDrawer, place, isMultiSelect }: DrawerParts) {
  const { page } = useRoute()
  const [isOpen, setIsOpen] = useState(hasDrawer && (page === 'leads' || startAction() !== undefined))
  const [shownPlace, setShownPlace] = useState(place)
  const opener = useRef<Element>(null)
  if (place !== shownPlace) {
    setShownPlace(place)
    if (!isMultiSelect) setIsOpen(page === 'leads')
  }
  useEffect(() => {
    const { activeElement, body } = document
    const isLost = activeElement === body || aside.current?.contains(activeElement) === true
    if (!isOpen && opener.current !== null && isLost) main.current?.focus()
    if (!isOpen) opener.current = null
    else if (hasDrawer && !aside.current?.contains(activeElement))
      aside.current?.querySelector('input')?.focus()
  }, [isOpen, hasDrawer, aside, main])
  const close = () => setIsOpen(false)
  return {
    isOpen,
    close,
    /** opens the drawer before the field in it takes the focus */
    open: () => {
      if (aside.current?.contains(document.activeElement) !== true) opener.current = document.activeElement
      flushSync(() => setIsOpen(true))
    },
    cancel: () => {
      const { current } = opener
      setMultiSelect(false)
      // the main part must be reachable again before it can take the focus
      flushSync(close)
      if (current instanceof HTMLElement && current !== document.body) current.focus()
    },
  }
}

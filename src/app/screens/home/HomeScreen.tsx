import { can } from '../../../contract/permissions.ts'
import { Fragment, useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import type { Overview } from '../../../contract/overview.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { OutboxIndicator } from '../../outbox/ui/OutboxIndicator.tsx'
import { useGetOverview, useListOpenedLeads } from '../../shared/api/queries.ts'
import { formatDay } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import type { LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import { navigate, type RouteTarget } from '../../shared/router/route.ts'
import { personKey, personOf } from '../../shared/session/person.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { dayStart } from '../../shared/time/local-day.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { dispatchCommand } from '../../shared/ui/commands.ts'
import type { Elements } from '../../shared/ui/elements.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import screen from '../../shared/ui/Screen.module.css'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { isApple } from '../../shared/ui/shortcut.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { LongestTable, PeopleTable, StatusTable, leadsRoute } from './FigureTables.tsx'
import { Figure, type SectionQuery } from './HomeSection.tsx'
import section from './HomeSection.module.css'
import styles from './home.module.css'
import { openedFigures, type Figures } from './opened-figures.ts'
import { QuietQueue } from './QuietQueue.tsx'
import { ChangeCounts, ChangedLeads, LoggedToday } from './RecentSections.tsx'
import { recordVisit } from './since-day.ts'
import { Unfinished } from './Unfinished.tsx'
import { useQuietQueue } from './use-quiet-queue.ts'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

/** The first screen: a manager's team, or a user's own day. */
export function HomeScreen() {
  const t = useMessages()
  const { user } = useSignedIn()
  const [isTeam, setIsTeam] = useState(can(user, 'readTeamFigures'))
  const person = can(user, 'readTeamFigures') ? (
    <SegmentedControl
      label={t('home.whose')}
      options={[
        { value: 'team', label: t('home.team') },
        { value: 'mine', label: t('home.mine') },
      ]}
      value={isTeam ? 'team' : 'mine'}
      onChange={(value) => setIsTeam(value === 'team')}
    />
  ) : undefined
  return (
    <div className={styles.scroller}>
      <PageTitle>{t('home.title')}</PageTitle>
      <div className={styles.home}>
        {isTeam ? <TeamHome person={person} /> : <OwnHome user={user.id} person={person} />}
      </div>
    </div>
  )
}

/** The figures of the application or of one user, with the query that supplies them. */
interface FiguresResult {
  readonly figures: Figures | undefined
  /** `undefined` if the back end returns none, and the figures are those of the opened leads */
  readonly overview: Overview | undefined
  /** whether the figures are computed from the leads that were opened */
  readonly isOpened: boolean
  readonly query: SectionQuery
}

function useFigures(user: string | undefined): FiguresResult {
  const viewer = useViewer()
  const signedIn = useSignedIn()
  const canCount = signedIn.capabilities.includes('overview')
  const changedSince = dayStart(recordVisit(personKey(personOf(signedIn.user)), viewer))
  const overview = useGetOverview({ timeZone: viewer.timeZone, changedSince, user }, { enabled: canCount })
  const opened = useListOpenedLeads({ enabled: !canCount })
  const statuses = useStatuses()
  if (canCount) {
    const item = overview.data?.item
    return { figures: item, overview: item, isOpened: false, query: overview }
  }
  const items = opened.data?.items.filter(({ leadAssignee }) => user === undefined || leadAssignee === user)
  return {
    figures: items && openedFigures(items, statuses ?? [], viewer),
    overview: undefined,
    isOpened: items !== undefined,
    query: opened,
  }
}

interface TeamHomeProps {
  /** the choice between the team and the manager's own leads */
  readonly person: Elements
}

/** What a manager asks first: where leads stall, who has quiet leads, what changed and what was logged. */
function TeamHome({ person }: TeamHomeProps) {
  const t = useMessages()
  const { figures, overview, isOpened, query } = useFigures(undefined)
  const { hasColumns } = usePageLayout()
  const { capabilities } = useSignedIn()
  const tables = { figures, query }
  const status = <StatusTable {...tables} />
  const people = <PeopleTable {...tables} overview={overview} />
  const longest = <LongestTable {...tables} />
  const recent = (
    <>
      {capabilities.includes('overview') && <ChangedLeads overview={overview} query={query} />}
      {capabilities.includes('recent') && <LoggedToday user={undefined} overview={overview} />}
    </>
  )
  if (figures?.leads === 0) {
    return (
      <>
        <HomeHeader facts={<span>{t('leads.empty.all.title')}</span>}>{person}</HomeHeader>
        <FirstSteps />
      </>
    )
  }
  return (
    <>
      <HomeHeader isOpened={isOpened} facts={<Facts {...tables} />}>
        {person}
      </HomeHeader>
      {overview !== undefined && <ChangeCounts overview={overview} />}
      {hasColumns ? (
        <div className={styles.columns}>
          <div>
            {status}
            {longest}
          </div>
          <div>
            <Unfinished />
            {people}
            {recent}
          </div>
        </div>
      ) : (
        <>
          <Unfinished />
          {status}
          {people}
          {longest}
          {recent}
        </>
      )}
    </>
  )
}

interface OwnHomeProps {
  readonly user: string
  /** the choice between the team and the manager's own leads; absent for a rep */
  readonly person: Elements
}

/** A rep's day is a queue: the leads that have gone quiet, what is not finished, and what was logged today. */
function OwnHome({ user, person }: OwnHomeProps) {
  const t = useMessages()
  const { figures, overview, isOpened, query } = useFigures(user)
  const { queue, query: queueQuery, start } = useQuietQueue(user)
  const { hasColumns } = usePageLayout()
  const { capabilities } = useSignedIn()
  const quiet = <QuietQueue queue={queue} query={queueQuery} />
  const logged = capabilities.includes('recent') && <LoggedToday user={user} overview={overview} />
  return (
    <>
      <HomeHeader
        isOpened={isOpened}
        facts={<Facts figures={figures} query={query} user={user} soonCount={queue.soonCount} />}
      >
        {person}
        {start !== undefined && (
          <Button
            variant="primary"
            aria-keyshortcuts="Alt+ArrowDown"
            shortcut={isApple() ? '⌥↓' : 'Alt ↓'}
            onClick={start}
          >
            {t('home.start')}
          </Button>
        )}
      </HomeHeader>
      {hasColumns ? (
        <div className={styles.columns} data-queue>
          <div>{quiet}</div>
          <div>
            <Unfinished />
            {logged}
          </div>
        </div>
      ) : (
        <>
          <Unfinished />
          {quiet}
          {logged}
        </>
      )}
    </>
  )
}

/** A figure of the header and the word after it. */
interface Fact {
  readonly count: number
  readonly text: string
  /** what the figure is, for a reader of the link alone */
  readonly about: string
  /** the list that the figure counts */
  readonly to?: RouteTarget
}

interface FactsProps {
  readonly figures: Figures | undefined
  readonly query: SectionQuery
  /** whose figures these are; absent: the team's */
  readonly user?: string
  /** the number of leads that will be quiet within a week */
  readonly soonCount?: number
}

/** The figures of the header in one line, or a bar while they load; if they cannot be loaded, the sections show why. */
function Facts({ figures, query, user, soonCount = 0 }: FactsProps) {
  const t = useMessages()
  if (figures === undefined) return query.error === null && <Skeleton width="14rem" />
  const { leads, open, quiet } = figures
  const isTeam = user === undefined
  const ofUser: LeadListFilter = isTeam ? {} : { leadAssignee: user }
  const team: Fact = {
    count: leads,
    text: t('home.facts.leads', { count: leads }),
    about: t('home.leads'),
    to: leadsRoute({}),
  }
  const soon: Fact = { count: soonCount, text: t('home.facts.soon'), about: t('home.quietNext') }
  const facts: readonly Fact[] = [
    ...(isTeam ? [team] : []),
    {
      count: open,
      text: t(isTeam ? 'home.facts.open' : 'home.facts.mine', { count: open }),
      about: t('home.open'),
      to: leadsRoute({ ...ofUser, open: true }),
    },
    {
      count: quiet,
      text: t('home.facts.quiet', { count: quiet }),
      about: t('home.quiet'),
      to: leadsRoute({ ...ofUser, quietDays: quietAfterDays, sort: 'quiet' }),
    },
    ...(soonCount > 0 ? [soon] : []),
  ]
  return facts.map(({ count, text, about, to }, index) => (
    <Fragment key={about}>
      {index > 0 && <span>{' · '}</span>}
      <Figure to={to} about={about}>
        {String(count)}
      </Figure>
      <span>{` ${text}`}</span>
    </Fragment>
  ))
}

interface HomeHeaderProps {
  readonly facts: Elements
  /** whether the figures are computed from the leads that were opened */
  readonly isOpened?: boolean
  readonly children: Elements
}

function HomeHeader({ facts, isOpened = false, children }: HomeHeaderProps) {
  const t = useMessages()
  const viewer = useViewer()
  return (
    <header className={styles.header}>
      <div className={styles.headline}>
        <h1 className={screen.title}>{formatDay(toInstant(viewer.now), viewer).date}</h1>
        <p className={styles.facts}>{facts}</p>
        {isOpened && <p className={section.notes}>{t('home.opened')}</p>}
        <StaleDataNotice
          isShown={(address) =>
            ['/v2/overview', '/v2/leads?', '/v2/leadevents/recent'].some((path) => address.startsWith(path))
          }
        />
      </div>
      <div className={styles.actions}>{children}</div>
      <span className={styles.indicator}>
        <OutboxIndicator quiet />
      </span>
    </header>
  )
}

/** What a new team does first. */
function FirstSteps() {
  const t = useMessages()
  const { capabilities } = useSignedIn()
  return (
    <EmptyState
      title={t('home.first.title')}
      text={t('home.first.text')}
      action={
        <span className={styles.actions}>
          <Button variant="primary" onClick={() => dispatchCommand('find')}>
            {t('leads.search')}
          </Button>
          {capabilities.includes('users') && (
            <Button onClick={() => navigate({ page: 'people' })}>{t('home.first.invite')}</Button>
          )}
        </span>
      }
    />
  )
}

import { useId } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import type { Overview } from '../../../contract/overview.ts'
import { RecentEvent } from '../../features/recent-events/RecentEvent.tsx'
import recent from '../../features/recent-events/RecentEvent.module.css'
import { groupBy } from '../../shared/group-by.ts'
import { useListRecentEvents } from '../../shared/api/queries.ts'
import { useRemoteChanges } from '../../shared/api/remote-changes.ts'
import type { Change } from '../../shared/event-model/event-changes.ts'
import { EventChanges } from '../../shared/events/EventChanges.tsx'
import {
  dayKey,
  daysAgo,
  formatShort,
  formatTimeOfDay,
  formatWeekday,
} from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import type { RouteTarget } from '../../shared/router/route.ts'
import { dayStart } from '../../shared/time/local-day.ts'
import { LeadLink } from '../../shared/ui/LeadLink.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Name } from '../../shared/ui/Name.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import { Time } from '../../shared/ui/Time.tsx'
import { HomeSection, type SectionQuery } from './HomeSection.tsx'
import section from './HomeSection.module.css'
import styles from './RecentSections.module.css'

interface ChangesProps {
  readonly overview: Overview | undefined
  readonly query: SectionQuery
}

/** `yesterday`, or the day from which changes are shown: `Friday 27 November`. */
function useSince(overview: Overview | undefined): string {
  const t = useMessages()
  const viewer = useViewer()
  const since = overview?.changes.since
  if (since === undefined) return ''
  return daysAgo(since, viewer) === 1
    ? t('home.sinceYesterday')
    : t('home.since', { day: formatWeekday(since, viewer) })
}

/** One line: what changed since the last visit, each with a link to the events. */
export function ChangeCounts({ overview }: { readonly overview: Overview }) {
  const id = useId()
  const t = useMessages()
  const viewer = useViewer()
  const statuses = useStatuses() ?? []
  const { changes } = overview
  const from = dayKey(changes.since, viewer)
  const final = changes.statuses.filter(({ status }) =>
    statuses.some(({ label, sink }) => sink && label === status),
  )
  const counts: readonly { readonly count: number; readonly text: string; readonly to: RouteTarget }[] = [
    {
      count: changes.statusChanges,
      text: t('home.changed.status', { count: changes.statusChanges }),
      to: { page: 'activity', filter: { from }, change: 'status' },
    },
    ...final.map(({ status, statusChanges }) => ({
      count: statusChanges,
      text: status,
      to: { page: 'activity', filter: { from, status }, change: 'status' } as const,
    })),
    {
      count: changes.assigneeChanges,
      text: t('home.changed.assignee', { count: changes.assigneeChanges }),
      to: { page: 'activity', filter: { from }, change: 'leadAssignee' },
    },
    {
      count: changes.firstEvents,
      text: t('home.changed.firstEvent', { count: changes.firstEvents }),
      to: { page: 'activity', filter: { from }, change: 'firstEvent' },
    },
  ]
  const changed = counts.filter(({ count }) => count > 0)
  return (
    <section className={styles.counts} aria-labelledby={id}>
      <h2 id={id} className={styles.since}>
        {useSince(overview)}
      </h2>
      {changed.length === 0 ? (
        <p className={section.about}>{t('home.changed.none')}</p>
      ) : (
        <ul className={styles.countList}>
          {changed.map(({ count, text, to }) => (
            <li key={text}>
              <Link to={to} className={styles.count}>
                <b>{count}</b>
                <span>{` ${text}`}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** The leads whose status or assignee changed since the last visit, or that are new. */
export function ChangedLeads({ overview, query }: ChangesProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const changes = overview?.changes
  const since = useSince(overview)
  return (
    <HomeSection
      title={t('home.changedLeads')}
      about={since}
      all={
        changes && {
          to: { page: 'activity', filter: { from: dayKey(changes.since, viewer) }, change: 'status' },
          label: t('home.statusChanges'),
        }
      }
      query={query}
    >
      {changes?.items.length === 0 && <p className={section.none}>{t('home.changed.none')}</p>}
      <ul>
        {changes?.items.map(({ lead, name, event, date, owner, from, to, isNew }) => {
          const stateChanges: readonly Change[] = [
            ...(from.status !== to.status && to.status !== null
              ? [{ kind: 'status', from: from.status, to: to.status } as const]
              : []),
            ...(from.leadAssignee === to.leadAssignee
              ? []
              : [{ kind: 'assignee', from: from.leadAssignee, to: to.leadAssignee } as const]),
          ]
          return (
            <li key={lead} className={styles.changed}>
              <span className={styles.when}>
                <Time instant={date}>
                  {daysAgo(date, viewer) === 0 ? formatTimeOfDay(date, viewer) : formatShort(date, viewer, t)}
                </Time>
              </span>
              <span className={styles.changedLead}>
                <LeadLink to={{ leads: [lead], event }} name={name ?? lead} />
                {isNew && <span className={section.about}>{t('home.new')}</span>}
              </span>
              <span className={styles.chips}>
                <EventChanges changes={stateChanges} />
              </span>
              <span className={styles.by}>
                <Name>{names.short(owner.id)}</Name>
              </span>
            </li>
          )
        })}
      </ul>
    </HomeSection>
  )
}

/** Leads that the list of today's events shows. */
const maxLoggedLeads = 6

interface LoggedTodayProps {
  /** only this user's events; `undefined`: the team's */
  readonly user: string | undefined
  readonly overview: Overview | undefined
}

/** The events logged today: the newest of each lead, because one busy lead would hide all others. */
export function LoggedToday({ user, overview }: LoggedTodayProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const today = dayKey(toInstant(viewer.now), viewer)
  const query = useListRecentEvents({ owner: user, dateFrom: dayStart(today) })
  const { data, refetch } = query
  useRemoteChanges(() => void refetch())
  const events = data?.pages.flatMap(({ items }) => items) ?? []
  const count = data?.pages[0]?.meta.count ?? 0
  const byLead = [...groupBy(events, ({ lead }) => lead).values()].slice(0, maxLoggedLeads)
  const week = overview?.loggedThisWeek
  return (
    <HomeSection
      title={t(user === undefined ? 'home.logged' : 'home.logged.mine')}
      about={week === undefined ? t('activity.count', { count }) : t('home.logged.about', { count, week })}
      all={{
        to: { page: 'activity', filter: { owner: user, from: today } },
        label: t('session.activity'),
      }}
      query={query}
    >
      {data !== undefined && events.length === 0 && (
        <p className={section.none}>{t(user === undefined ? 'home.logged.none' : 'home.logged.mine.none')}</p>
      )}
      <ol className={styles.events}>
        {byLead.map((ofLead) => {
          const [newest] = ofLead
          if (newest === undefined) return null
          const owners = [...new Set(ofLead.map(({ owner }) => names.short(owner.id)))]
          return (
            <RecentEvent key={newest.id} event={newest}>
              <span className={recent.owner}>
                {ofLead.length > 1 && <span>{t('activity.count', { count: ofLead.length })}</span>}
                {ofLead.length > 1 && user === undefined && <span>{' · '}</span>}
                {user === undefined && <Name>{owners.join(', ')}</Name>}
              </span>
            </RecentEvent>
          )
        })}
      </ol>
    </HomeSection>
  )
}

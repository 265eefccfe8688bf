import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import {
  maxListedPeople,
  maxLongestLeads,
  type Overview,
  type PersonFigures,
  type StatusFigures,
} from '../../../contract/overview.ts'
import { isOpen } from '../../../contract/rules/open-lead.ts'
import { listStatuses } from '../applications/applications.ts'
import type { Connection, Transactions } from '../connection/database.ts'
import { leadColumns } from './lead-page.ts'
import { readRecentChanges } from './recent-changes.ts'
import { readScoped, scopedStatement, type ScopedStatement } from './scoped-statement.ts'

/** The user and the times of the figures. */
export interface OverviewPeriod {
  /** the assignee of the leads and owner of the events; `undefined`: all of the application */
  readonly user: string | undefined
  readonly today: Instant
  readonly week: Instant
  readonly quietSince: Instant
  readonly since: Instant
  /** the number of days until today */
  readonly daysSince: (instant: Instant) => number
}

type Figures = Omit<Overview, 'user' | 'timeZone' | 'today' | 'week' | 'quietSince'>

/** Reads the figures of the first screen; all of them see the database at the same time. */
export async function readOverview(
  scoped: Transactions,
  applicationId: string,
  period: OverviewPeriod,
): Promise<Figures> {
  const { user, quietSince, today, week } = period
  return scoped.snapshot(async (connection) => {
    const [known, groups, logged, changes] = await Promise.all([
      listStatuses(connection, applicationId),
      readScoped<LeadGroup>(connection, leadGroups, [applicationId], user),
      readScoped<LoggedRow>(connection, loggedEvents, [applicationId, today, week], user),
      readRecentChanges(connection, applicationId, period),
    ])
    const openGroups = groups.filter((group) => isOpen(group, known))
    const openStatuses = [...new Set(openGroups.flatMap(({ status }) => status ?? []))]
    const [statuses, longest, quiet] = await Promise.all([
      readStatuses(connection, applicationId, { ...period, groups, known }),
      readScoped<Lead>(connection, longestLeads, [applicationId, openStatuses], user),
      readScoped<QuietRow>(connection, quietLeads, [applicationId, openStatuses, quietSince], user),
    ])
    return {
      leads: sum(groups, 'leads'),
      open: sum(openGroups, 'leads'),
      quiet: sum(quiet, 'quiet'),
      statuses,
      longest,
      ...(await nameFirst(connection, applicationId, mergePeople(openGroups, quiet, logged))),
      loggedToday: sum(logged, 'today'),
      loggedThisWeek: sum(logged, 'week'),
      changes,
    }
  })
}

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((total, row) => total + row[key], 0)
}

/** The number of leads in one status that one person is assigned. */
interface LeadGroup {
  readonly status: string | null
  readonly leadAssignee: string | null
  readonly leads: number
}

const leadGroups = scopedStatement(
  'overview-groups',
  '$2',
  (of) => `select status, lead_assignee "leadAssignee", count(*) leads from lead
    where application_id = $1 ${of('lead_assignee')} group by status, lead_assignee`,
)

// the lead in the middle is found by its position in the index; a user's leads are few enough to sort. The second statement
// mentions $3 only because both get the same values
const statusTimes: ScopedStatement = {
  all: {
    name: 'overview-status-times',
    text: `select status, longest, median
      from unnest($2::text[], $3::int[]) wanted(status, leads)
        cross join lateral (
          select status_date longest from lead where application_id = $1 and lead.status = wanted.status
          order by status_date, id limit 1
        ) first
        cross join lateral (
          select status_date median from lead where application_id = $1 and lead.status = wanted.status
          order by status_date, id offset (wanted.leads - 1) / 2 limit 1
        ) middle`,
  },
  one: {
    name: 'overview-status-times-of-user',
    text: `select status, min(status_date) longest, percentile_disc(0.5) within group (order by status_date) median
      from lead
      where application_id = $1 and lead_assignee = $4 and status = any($2::text[]) and $3::int[] is not null
      group by status`,
  },
}

interface StatusTimes {
  readonly status: string
  readonly median: Instant
  readonly longest: Instant
}

/** Returns the figures of the application's statuses, then of other statuses by label, then of leads without one. */
async function readStatuses(
  connection: Connection,
  applicationId: string,
  {
    user,
    daysSince,
    groups,
    known,
  }: OverviewPeriod & { readonly groups: readonly LeadGroup[]; readonly known: readonly LeadStatus[] },
): Promise<StatusFigures[]> {
  const leads = new Map<string | null, number>()
  for (const group of groups) leads.set(group.status, (leads.get(group.status) ?? 0) + group.leads)
  const present = [...leads].flatMap(([status, count]) => (status === null ? [] : [{ status, count }]))
  const values = [applicationId, present.map(({ status }) => status), present.map(({ count }) => count)]
  const times = new Map(
    (await readScoped<StatusTimes>(connection, statusTimes, values, user)).map((row) => [row.status, row]),
  )
  const labels = known.map(({ label }) => label)
  const others = present.map(({ status }) => status).filter((status) => !labels.includes(status))
  const statuses = [...labels, ...others.toSorted(), ...(leads.has(null) ? [null] : [])]
  return statuses.map((status) => {
    const time = status === null ? undefined : times.get(status)
    return {
      status,
      open: isOpen({ status }, known),
      leads: leads.get(status) ?? 0,
      medianDays: time === undefined ? null : daysSince(time.median),
      longestDays: time === undefined ? null : daysSince(time.longest),
    }
  })
}

// ten of each status from the index, because the leads that ended have had their status longest
const longestLeads: ScopedStatement = {
  all: {
    name: 'overview-longest',
    text: `select ${leadColumns} from unnest($2::text[]) wanted(label)
      cross join lateral (
        select * from lead where application_id = $1 and status = wanted.label
        order by status_date, id limit ${maxLongestLeads}
      ) lead
      order by status_date, id limit ${maxLongestLeads}`,
  },
  one: {
    name: 'overview-longest-of-user',
    text: `with own as materialized (select * from lead where application_id = $1 and lead_assignee = $3)
      select ${leadColumns} from own where status = any($2::text[])
      order by status_date, id limit ${maxLongestLeads}`,
  },
}

/** The quiet leads that one person is assigned. */
interface QuietRow {
  readonly id: string | null
  readonly quiet: number
  readonly quietest: Instant
}

const quietLeads = scopedStatement(
  'overview-quiet',
  '$4',
  (of) => `select lead_assignee id, count(*) quiet, min(last_event_date) quietest
    from (
      select lead_assignee, last_event_date from lead
      where application_id = $1 and status = any($2::text[]) and last_event_date <= $3 ${of('lead_assignee')}
      union all
      select lead_assignee, last_event_date from lead
      where application_id = $1 and status is null and last_event_date <= $3 ${of('lead_assignee')}
    ) quiet
    group by lead_assignee`,
)

/** The events that one person logged. */
interface LoggedRow {
  readonly id: string
  readonly today: number
  readonly week: number
}

// the order makes the planner read the index by date, where the period is one range
const loggedEvents = scopedStatement(
  'overview-logged',
  '$4',
  (of) => `select owner id, count(*) filter (where date >= $2) today, count(*) week
    from (
      select owner, date from lead_event
      where application_id = $1 ${of('owner')} and date >= $3 and deleted_at is null
      order by date desc offset 0
    ) event
    group by owner`,
)

type UnnamedPerson = Omit<PersonFigures, 'name'>

/** Merges the figures of each person; those with most open leads first, then with most events. */
function mergePeople(
  openGroups: readonly LeadGroup[],
  quiet: readonly QuietRow[],
  logged: readonly LoggedRow[],
): UnnamedPerson[] {
  const people = new Map<string | null, UnnamedPerson>()
  const figuresOf = (id: string | null): UnnamedPerson => {
    const known = people.get(id)
    if (known !== undefined) return known
    const person = { id, open: 0, quiet: 0, quietest: null, loggedToday: 0, loggedThisWeek: 0 }
    people.set(id, person)
    return person
  }
  for (const { leadAssignee, leads } of openGroups) figuresOf(leadAssignee).open += leads
  for (const { id, ...figures } of quiet) Object.assign(figuresOf(id), figures)
  for (const { id, today, week } of logged)
    Object.assign(figuresOf(id), { loggedToday: today, loggedThisWeek: week })
  return [...people.values()].toSorted(
    (a, b) => b.open - a.open || b.loggedThisWeek - a.loggedThisWeek || compareIds(a.id, b.id),
  )
}

/** Nobody last. */
function compareIds(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? 1 : -1
  return a < b ? -1 : 1
}

const names = {
  name: 'overview-names',
  text: `select id, name from application_user where application_id = $1 and id = any($2::text[])`,
}

/** Returns the first people with their names, and the number of all. */
async function nameFirst(
  connection: Connection,
  applicationId: string,
  people: readonly UnnamedPerson[],
): Promise<Pick<Figures, 'people' | 'peopleCount'>> {
  const first = people.slice(0, maxListedPeople)
  const ids = first.flatMap(({ id }) => id ?? [])
  const rows = await connection.query<{ id: string; name: string }>(names, [applicationId, ids])
  const known = new Map<string | null, string>(rows.map(({ id, name }) => [id, name]))
  return {
    people: first.map((person) => ({ ...person, name: known.get(person.id) ?? null })),
    peopleCount: people.length,
  }
}

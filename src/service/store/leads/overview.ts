import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { LeadStatus } from '../../../contract/lead-status.ts'
import {
  maxChangedLeads,
  maxListedPeople,
  maxLongestLeads,
  type ChangedLead,
  type Overview,
  type PersonFigures,
  type RecentChanges,
  type StatusFigures,
} from '../../../contract/overview.ts'
import { isOpen } from '../../../contract/rules/open-lead.ts'
import { listStatuses } from '../applications/applications.ts'
import type { Connection, Statement, Transactions } from '../connection/database.ts'
import { assigneeBefore, hasEffect, statusBefore } from '../events/event-effects.ts'
import { readJsonInstant } from '../events/event-page.ts'
import { leadColumns } from './lead-page.ts'

/** Whose figures, and of which time. */
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
  own: Transactions,
  applicationId: string,
  period: OverviewPeriod,
): Promise<Figures> {
  const { user, quietSince, today, week } = period
  return own.snapshot(async (connection) => {
    const [known, groups, logged, changes] = await Promise.all([
      listStatuses(connection, applicationId),
      read<LeadGroup>(connection, leadGroups, [applicationId], user),
      read<LoggedRow>(connection, loggedEvents, [applicationId, today, week], user),
      readChanges(connection, applicationId, period),
    ])
    const openGroups = groups.filter((group) => isOpen(group, known))
    const openStatuses = [...new Set(openGroups.flatMap(({ status }) => status ?? []))]
    const [statuses, longest, quiet] = await Promise.all([
      readStatuses(connection, applicationId, { groups, known, period }),
      read<Lead>(connection, longestLeads, [applicationId, openStatuses], user),
      read<QuietRow>(connection, quietLeads, [applicationId, openStatuses, quietSince], user),
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

/** A statement about all of an application, and one with the same columns about one user, who is its last value. */
interface Scoped {
  readonly all: Statement
  readonly one: Statement
}

async function read<Row extends object>(
  connection: Connection,
  { all, one }: Scoped,
  values: readonly unknown[],
  user: string | undefined,
): Promise<Row[]> {
  return user === undefined ? connection.query(all, values) : connection.query(one, [...values, user])
}

/** Creates both statements from one text; the condition of a user begins with `and`. */
function scoped(
  name: string,
  place: string,
  text: (condition: (column: string) => string) => string,
): Scoped {
  return {
    all: { name, text: text(() => '') },
    one: { name: `${name}-of-user`, text: text((column) => `and ${column} = ${place}`) },
  }
}

/** The number of leads in one status that one person is assigned. */
interface LeadGroup {
  readonly status: string | null
  readonly leadAssignee: string | null
  readonly leads: number
}

const leadGroups = scoped(
  'overview-groups',
  '$2',
  (of) => `select status, lead_assignee "leadAssignee", count(*) leads from lead
    where application_id = $1 ${of('lead_assignee')} group by status, lead_assignee`,
)

// the lead in the middle is found by its position in the index; a user's leads are few enough to sort
const statusTimes: Scoped = {
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
    groups,
    known,
    period: { user, daysSince },
  }: {
    readonly groups: readonly LeadGroup[]
    readonly known: readonly LeadStatus[]
    readonly period: OverviewPeriod
  },
): Promise<StatusFigures[]> {
  const leads = new Map<string | null, number>()
  for (const group of groups) leads.set(group.status, (leads.get(group.status) ?? 0) + group.leads)
  const present = [...leads].flatMap(([status, count]) => (status === null ? [] : [{ status, count }]))
  const values = [applicationId, present.map(({ status }) => status), present.map(({ count }) => count)]
  const times = new Map(
    (await read<StatusTimes>(connection, statusTimes, values, user)).map((row) => [row.status, row]),
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
const longestLeads: Scoped = {
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

const quietLeads = scoped(
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
const loggedEvents = scoped(
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
  const add = (id: string | null, figures: (person: UnnamedPerson) => Partial<UnnamedPerson>) => {
    const person = people.get(id) ?? {
      id,
      open: 0,
      quiet: 0,
      quietest: null,
      loggedToday: 0,
      loggedThisWeek: 0,
    }
    people.set(id, { ...person, ...figures(person) })
  }
  for (const { leadAssignee, leads } of openGroups) add(leadAssignee, ({ open }) => ({ open: open + leads }))
  for (const { id, ...figures } of quiet) add(id, () => figures)
  for (const { id, today, week } of logged) add(id, () => ({ loggedToday: today, loggedThisWeek: week }))
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

// one statement for the counts and the leads: both read the same events. The array makes the planner read their index: it
// does not know that few events are so recent
const changeFigures = scoped(
  'overview-changes',
  '$3',
  (of) => `with change as materialized (
      select e.id, e.lead, e.date, e.owner, e.status, e.lead_assignee,
        ${hasEffect('status')} moved, ${hasEffect('leadAssignee')} reassigned, ${hasEffect('firstEvent')} first
      from lead_event e
      where e.application_id = $1 and id = any(array(
        select id from lead_event
        where application_id = $1 ${of('lead_assignee')} and date >= $2 and deleted_at is null
          and (effects is null or effects > 0)
      ))
    ), changed as (
      select lead, max(date) last, min(date) earliest, bool_or(first) "isNew" from change
      where moved or reassigned or first group by lead
    ), listed as (
      select * from changed order by last desc, lead desc limit ${maxChangedLeads}
    ), item as (
      select c.lead, l.type, l.name, e.id event, e.date, e.owner "ownerId", u.name "ownerName", c."isNew",
        coalesce(e.status, ${statusBefore}) status, e.lead_assignee "leadAssignee",
        (select ${statusBefore} from (select c.lead, c.earliest date) e) "statusBefore",
        (select ${assigneeBefore} from (select c.lead, c.earliest date) e) "assigneeBefore"
      from listed c
        join change e on e.lead = c.lead and e.date = c.last
        join lead l on l.application_id = $1 and l.id = c.lead
        join application_user u on u.application_id = $1 and u.id = e.owner
    )
    select count(*) filter (where moved) "statusChanges", count(*) filter (where reassigned) "assigneeChanges",
      count(*) filter (where first) "firstEvents", (select count(*) from changed) leads,
      (select coalesce(json_agg(json_build_object('status', status, 'statusChanges', changes)
          order by changes desc, status), '[]')
        from (select status, count(*) changes from change where moved group by status) entered) statuses,
      (select coalesce(json_agg(item order by date desc, lead desc), '[]') from item) items
    from change`,
)

interface ChangedLeadRow extends Pick<ChangedLead, 'lead' | 'type' | 'name' | 'event' | 'isNew'> {
  /** as PostgreSQL writes it into JSON */
  readonly date: string
  readonly ownerId: string
  readonly ownerName: string
  readonly statusBefore: string | null
  readonly assigneeBefore: string | null
  readonly status: string | null
  readonly leadAssignee: string | null
}

type ChangeRow = Omit<RecentChanges, 'since' | 'items'> & { readonly items: readonly ChangedLeadRow[] }

async function readChanges(
  connection: Connection,
  applicationId: string,
  { user, since }: OverviewPeriod,
): Promise<RecentChanges> {
  const [row] = await read<ChangeRow>(connection, changeFigures, [applicationId, since], user)
  if (row === undefined) throw new Error('an aggregate without a row')
  return { since, ...row, items: row.items.map(toChangedLead) }
}

function toChangedLead(row: ChangedLeadRow): ChangedLead {
  const { lead, type, name, event, isNew, ownerId, ownerName, status, leadAssignee } = row
  return {
    lead,
    type,
    name,
    event,
    date: readJsonInstant(row.date),
    owner: { id: ownerId, name: ownerName },
    from: { status: row.statusBefore, leadAssignee: row.assigneeBefore },
    to: { status, leadAssignee },
    isNew,
  }
}

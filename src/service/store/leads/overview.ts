import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import {
  maxChangedLeads,
  maxListedPeople,
  maxLongestLeads,
  type ChangedLead,
  type Overview,
  type PersonFigures,
  type RecentChanges,
} from '../../../contract/overview.ts'
import type { Connection, Statement, Transactions } from '../connection/database.ts'
import { assigneeBefore, effectConditions, statusBefore } from '../events/event-effects.ts'
import { leadColumns } from './lead-page.ts'
import { isOpen } from './leads.ts'

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
  return own.snapshot(async (connection) => {
    const [leads, longest, people, changes, items] = await Promise.all([
      readStatuses(connection, applicationId, period),
      read<Lead>(connection, longestLeads, [applicationId], period.user),
      readPeople(connection, applicationId, period),
      readChanges(connection, applicationId, period),
      readChangedLeads(connection, applicationId, period),
    ])
    return { ...leads, longest, ...people, changes: { since: period.since, ...changes, items } }
  })
}

/** A statement about all of an application, and the same one about one user. */
interface Scoped {
  readonly all: Statement
  readonly one: Statement
}

/** Creates both statements; `condition` begins with `and` and refers to the user, which is the last value. */
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

async function read<Row extends object>(
  connection: Connection,
  { all, one }: Scoped,
  values: readonly unknown[],
  user: string | undefined,
): Promise<Row[]> {
  return user === undefined ? connection.query(all, values) : connection.query(one, [...values, user])
}

const longestLeads = scoped(
  'overview-longest',
  '$2',
  (of) => `select ${leadColumns} from lead
    where application_id = $1 ${of('lead_assignee')} and status_date is not null and ${isOpen}
    order by status_date, id limit ${maxLongestLeads}`,
)

const statusFigures = scoped(
  'overview-statuses',
  '$3',
  (of) => `with figure as (
      select status, count(*) leads, count(*) filter (where last_event_date <= $2) quiet,
        percentile_disc(0.5) within group (order by status_date) median, min(status_date) longest
      from lead where application_id = $1 ${of('lead_assignee')} group by status
    ), known as (
      select label, position, not (sink or hidden) open from lead_status
      where application_id = $1
        and status_collection_id = (select status_collection_id from application where id = $1)
    )
    select coalesce(label, status) status, coalesce(open, true) open, coalesce(leads, 0) leads,
      coalesce(quiet, 0) quiet, median, longest
    from known full join figure on label = status
    order by position, coalesce(label, status) nulls last`,
)

interface StatusRow {
  readonly status: string | null
  readonly open: boolean
  readonly leads: number
  readonly quiet: number
  readonly median: Instant | null
  readonly longest: Instant | null
}

async function readStatuses(
  connection: Connection,
  applicationId: string,
  { user, quietSince, daysSince }: OverviewPeriod,
): Promise<Pick<Figures, 'leads' | 'open' | 'quiet' | 'statuses'>> {
  const rows = await read<StatusRow>(connection, statusFigures, [applicationId, quietSince], user)
  const days = (instant: Instant | null) => (instant === null ? null : daysSince(instant))
  const open = rows.filter((row) => row.open)
  return {
    leads: sum(rows.map(({ leads }) => leads)),
    open: sum(open.map(({ leads }) => leads)),
    quiet: sum(open.map(({ quiet }) => quiet)),
    statuses: rows.map(({ quiet: _, median, longest, ...row }) => ({
      ...row,
      medianDays: days(median),
      longestDays: days(longest),
    })),
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

const personFigures = scoped(
  'overview-people',
  '$5',
  (of) => `with assigned as (
      select lead_assignee id, count(*) open, count(*) filter (where last_event_date <= $2) quiet,
        min(last_event_date) filter (where last_event_date <= $2) quietest
      from lead where application_id = $1 ${of('lead_assignee')} and ${isOpen} group by lead_assignee
    ), logged as (
      select owner id, count(*) filter (where date >= $3) today, count(*) week
      from lead_event where application_id = $1 ${of('owner')} and date >= $4 and deleted_at is null
      group by owner
    ), person as (
      select coalesce(a.id, l.id) id, coalesce(open, 0) open, coalesce(quiet, 0) quiet, quietest,
        coalesce(today, 0) "loggedToday", coalesce(week, 0) "loggedThisWeek"
      from assigned a full join logged l on a.id = l.id
    ), total as (
      select count(*) people, coalesce(sum("loggedToday"), 0)::int today, coalesce(sum("loggedThisWeek"), 0)::int week
      from person
    )
    select total.people, total.today, total.week, p.id, p.open is not null found, u.name, p.open, p.quiet, p.quietest,
      p."loggedToday", p."loggedThisWeek"
    from total
      left join (
        select * from person order by open desc, "loggedThisWeek" desc, id nulls last limit ${maxListedPeople}
      ) p on true
      left join application_user u on u.application_id = $1 and u.id = p.id
    order by p.open desc, p."loggedThisWeek" desc, p.id nulls last`,
)

type PersonRow = PersonFigures & {
  /** false in the one row without a person, which only has the totals */
  readonly found: boolean
  readonly people: number
  readonly today: number
  readonly week: number
}

async function readPeople(
  connection: Connection,
  applicationId: string,
  { user, quietSince, today, week }: OverviewPeriod,
): Promise<Pick<Figures, 'people' | 'peopleCount' | 'loggedToday' | 'loggedThisWeek'>> {
  const values = [applicationId, quietSince, today, week]
  const rows = await read<PersonRow>(connection, personFigures, values, user)
  const [first] = rows
  return {
    people: rows.flatMap(({ found, people: _, today: __, week: ___, ...person }) => (found ? [person] : [])),
    peopleCount: first?.people ?? 0,
    loggedToday: first?.today ?? 0,
    loggedThisWeek: first?.week ?? 0,
  }
}

const changeFigures = scoped(
  'overview-changes',
  '$3',
  (of) => `with change as (
      select e.lead, e.status, ${effectConditions.status} moved, ${effectConditions.leadAssignee} reassigned,
        ${effectConditions.firstEvent} first
      from lead_event e
      where e.application_id = $1 ${of('e.lead_assignee')} and e.date >= $2 and e.deleted_at is null
    )
    select count(*) filter (where moved) "statusChanges", count(*) filter (where reassigned) "assigneeChanges",
      count(*) filter (where first) "firstEvents",
      count(distinct lead) filter (where moved or reassigned or first) leads,
      (select coalesce(json_agg(json_build_object('status', status, 'statusChanges', changes)
          order by changes desc, status), '[]')
        from (select status, count(*) changes from change where moved group by status) entered) statuses
    from change`,
)

type ChangeFigures = Omit<RecentChanges, 'since' | 'items'>

async function readChanges(
  connection: Connection,
  applicationId: string,
  { user, since }: OverviewPeriod,
): Promise<ChangeFigures> {
  const [row] = await read<ChangeFigures>(connection, changeFigures, [applicationId, since], user)
  if (row === undefined) throw new Error('an aggregate without a row')
  return row
}

const changedLeads = scoped(
  'overview-changed-leads',
  '$3',
  (of) => `with change as materialized (
      select e.id, e.lead, e.date, e.owner, e.status, e.lead_assignee,
        ${statusBefore} status_before, ${assigneeBefore} assignee_before, ${effectConditions.firstEvent} first
      from lead_event e
      where e.application_id = $1 ${of('e.lead_assignee')} and e.date >= $2 and e.deleted_at is null
        and (${effectConditions.status} or ${effectConditions.leadAssignee} or ${effectConditions.firstEvent})
    ), changed as (
      select distinct on (lead) * from change order by lead, date desc
    ), since as (
      select distinct on (lead) lead, status_before, assignee_before, first from change order by lead, date
    )
    select c.lead, l.type, l.name, c.id event, c.date, c.owner "ownerId", u.name "ownerName",
      s.status_before "statusBefore", s.assignee_before "assigneeBefore",
      coalesce(c.status, c.status_before) status, c.lead_assignee "leadAssignee", s.first "isNew"
    from changed c join since s using (lead)
      join lead l on l.application_id = $1 and l.id = c.lead
      join application_user u on u.application_id = $1 and u.id = c.owner
    order by c.date desc, c.id desc limit ${maxChangedLeads}`,
)

interface ChangedLeadRow extends Pick<ChangedLead, 'lead' | 'type' | 'name' | 'event' | 'date' | 'isNew'> {
  readonly ownerId: string
  readonly ownerName: string
  readonly statusBefore: string | null
  readonly assigneeBefore: string | null
  readonly status: string | null
  readonly leadAssignee: string | null
}

async function readChangedLeads(
  connection: Connection,
  applicationId: string,
  { user, since }: OverviewPeriod,
): Promise<ChangedLead[]> {
  const rows = await read<ChangedLeadRow>(connection, changedLeads, [applicationId, since], user)
  return rows.map(
    ({
      ownerId,
      ownerName,
      statusBefore: before,
      assigneeBefore: assignee,
      status,
      leadAssignee,
      ...row
    }) => ({
      ...row,
      owner: { id: ownerId, name: ownerName },
      from: { status: before, leadAssignee: assignee },
      to: { status, leadAssignee },
    }),
  )
}

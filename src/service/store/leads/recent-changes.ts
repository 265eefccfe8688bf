import type { Instant } from '../../../contract/instant.ts'
import { maxChangedLeads, type ChangedLead, type RecentChanges } from '../../../contract/overview.ts'
import type { Connection } from '../connection/database.ts'
import { assigneeBefore, hasEffect, statusBefore } from '../events/event-effects.ts'
import { readJsonInstant } from '../events/event-page.ts'
import { readScoped, scopedStatement } from './scoped-statement.ts'

// one statement for the counts and the leads: both read the same events. The array makes the planner read their index: it
// does not know that few events are so recent
const changeFigures = scopedStatement(
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
        coalesce(e.status, ${statusBefore('e')}) status, e.lead_assignee "leadAssignee",
        (select ${statusBefore('e')} from (select c.lead, c.earliest date) e) "statusBefore",
        (select ${assigneeBefore('e')} from (select c.lead, c.earliest date) e) "assigneeBefore"
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

/** Reads what changed since an instant; of a user, the changes by events that have the user as assignee. */
export async function readRecentChanges(
  connection: Connection,
  applicationId: string,
  { user, since }: { readonly user: string | undefined; readonly since: Instant },
): Promise<RecentChanges> {
  const [row] = await readScoped<ChangeRow>(connection, changeFigures, [applicationId, since], user)
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

import type { EventEffect } from '../../../contract/overview.ts'

const earlier = `lead_event p where p.application_id = $1 and p.lead = e.lead and p.date < e.date
      and p.deleted_at is null`

/** The status of the lead before the event `e`; `$1` is the application. */
export const statusBefore = `(select p.status from ${earlier} and p.status is not null order by p.date desc limit 1)`

/** The assignee of the lead before the event `e`. */
export const assigneeBefore = `(select p.lead_assignee from ${earlier} order by p.date desc limit 1)`

/** The bits of `lead_event.effects`. */
const bits = { status: 1, leadAssignee: 2, firstEvent: 4 } as const satisfies Record<EventEffect, number>

const compared = {
  status: `e.status is not null and e.status is distinct from ${statusBefore}`,
  leadAssignee: `e.lead_assignee is distinct from ${assigneeBefore}`,
  firstEvent: `not exists (select from ${earlier})`,
} as const satisfies Record<EventEffect, string>

/** Whether the event `e` has an effect on its lead. Source: contract, "a lead's current state". */
export function hasEffect(effect: EventEffect): string {
  return `case when e.effects is null then ${compared[effect]} else e.effects & ${bits[effect]} <> 0 end`
}

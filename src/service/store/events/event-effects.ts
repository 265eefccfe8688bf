import type { EventEffect } from '../../../contract/overview.ts'
import type { LeadState } from '../../../contract/rules/lead-state.ts'

const earlier = (event: string) =>
  `lead_event p where p.application_id = $1 and p.lead = ${event}.lead and p.date < ${event}.date
      and p.deleted_at is null`

/** The status of the lead before an event, a row with `lead` and `date`; `$1` is the application. */
export function statusBefore(event: string): string {
  return `(select p.status from ${earlier(event)} and p.status is not null order by p.date desc limit 1)`
}

/** The assignee of the lead before an event. */
export function assigneeBefore(event: string): string {
  return `(select p.lead_assignee from ${earlier(event)} order by p.date desc limit 1)`
}

/** The bits of `lead_event.effects`. */
export const effectBits = { status: 1, leadAssignee: 2, firstEvent: 4 } as const satisfies Record<
  EventEffect,
  number
>

const compared = {
  status: `e.status is not null and e.status is distinct from ${statusBefore('e')}`,
  leadAssignee: `e.lead_assignee is distinct from ${assigneeBefore('e')}`,
  firstEvent: `not exists (select from ${earlier('e')})`,
} as const satisfies Record<EventEffect, string>

/** Whether the event `e` has an effect on its lead. Source: contract, "a lead's current state". */
export function hasEffect(effect: EventEffect): string {
  return `case when e.effects is null then ${compared[effect]} else e.effects & ${effectBits[effect]} <> 0 end`
}

/** Returns the effects of a new event to store: what it changed on its lead. */
export function effectsOf(
  before: LeadState,
  after: LeadState,
  { isFirst }: { readonly isFirst: boolean },
): number {
  return (
    (after.status === before.status ? 0 : effectBits.status) +
    (after.leadAssignee === before.leadAssignee ? 0 : effectBits.leadAssignee) +
    (isFirst ? effectBits.firstEvent : 0)
  )
}

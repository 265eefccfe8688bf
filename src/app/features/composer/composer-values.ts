import * as z from 'zod/mini'
import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { CreateBody } from '../../outbox/operations/operation.ts'
import { chosenDateSchema, toChosenInstant, toChosenMinute } from '../../shared/time/local-minute.ts'

/** The composer's values, in the shape of its fields. */
export const composerValuesSchema = z.object({
  note: z.string(),
  /** `null` leaves the status unchanged */
  status: z.nullable(z.string()),
  date: z.union([z.literal('now'), chosenDateSchema]),
  assignee: z.union([z.literal('keep'), z.literal('remove'), z.object({ to: z.string() })]),
})

export type ComposerValues = z.output<typeof composerValuesSchema>

/** The properties of the lead that the composer needs. */
export type LeadContext = Pick<Lead, 'id' | 'type' | 'name' | 'status' | 'leadAssignee' | 'lastEventDate'>

export const emptyValues: ComposerValues = { note: '', status: null, date: 'now', assignee: 'keep' }

/** Parses a stored draft; anything invalid becomes empty values. */
export function parseDraft(draft: unknown): ComposerValues {
  const result = composerValuesSchema.safeParse(draft)
  return result.success ? result.data : emptyValues
}

/** Whether all fields have their initial values, so that there is nothing to lose. */
export function isEmpty({ note, status, date, assignee }: ComposerValues): boolean {
  return note === '' && status === null && date === 'now' && assignee === 'keep'
}

/** Whether an event of these values has content: a note, a status or an assignee. */
export function hasContent({ note, status, assignee }: ComposerValues): boolean {
  return note.trim() !== '' || status !== null || assignee !== 'keep'
}

/**
 * Converts the values to the body to send, with only the fields that were filled in. It has a date only if one was chosen:
 * otherwise the service's clock decides, and a browser's wrong clock does no harm. `latest` is the date of the lead's most
 * recent known event.
 */
export function toCreateBody(
  { note, status, date, assignee }: ComposerValues,
  lead: LeadContext,
  latest = latestEventDate(lead),
): CreateBody {
  const at = date === 'now' ? undefined : toChosenInstant(date, latest)
  return {
    lead: lead.id,
    type: lead.type,
    ...(note.trim() !== '' && { note }),
    ...(status !== null && { status }),
    ...(at !== undefined && { date: at }),
    ...(assignee === 'remove' && { leadAssigneeRemove: true }),
    ...(typeof assignee === 'object' && { leadAssignee: assignee.to }),
  }
}

/** The inverse of `toCreateBody`: the composer's values for a body, to fix a rejected event. */
export function toValues({
  note,
  status,
  date,
  leadAssignee,
  leadAssigneeRemove,
}: CreateBody): ComposerValues {
  return {
    note: note ?? '',
    status: status ?? null,
    date: date === undefined ? 'now' : toChosenMinute(date),
    assignee: leadAssigneeRemove === true ? 'remove' : toAssignee(leadAssignee),
  }
}

function toAssignee(leadAssignee: string | undefined): ComposerValues['assignee'] {
  return leadAssignee === undefined ? 'keep' : { to: leadAssignee }
}

/** The date of the lead's latest event, as the date rule takes it. */
export function latestEventDate(lead: LeadContext): Instant | undefined {
  return lead.lastEventDate ?? undefined
}

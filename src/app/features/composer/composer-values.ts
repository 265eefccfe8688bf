import * as z from 'zod/mini'
import type { Instant } from '../../../contract/instant.ts'
import type { Lead } from '../../../contract/lead.ts'
import type { CreateBody } from '../../outbox/operations/operation.ts'
import { chosenDateSchema, toChosenInstant, toChosenMinute } from '../../shared/time/local-minute.ts'

/** What stands in the composer, in the shape of the screen. */
export const composerValuesSchema = z.object({
  note: z.string(),
  /** `null` changes nothing */
  status: z.nullable(z.string()),
  date: z.union([z.literal('now'), chosenDateSchema]),
  assignee: z.union([z.literal('keep'), z.literal('remove'), z.object({ to: z.string() })]),
})

export type ComposerValues = z.output<typeof composerValuesSchema>

/** What the composer needs to know of its lead. */
export type LeadContext = Pick<Lead, 'id' | 'type' | 'name' | 'status' | 'leadAssignee' | 'lastEventDate'>

export const emptyValues: ComposerValues = { note: '', status: null, date: 'now', assignee: 'keep' }

/** Reads a kept draft; anything else is an empty composer. */
export function readDraft(draft: unknown): ComposerValues {
  const read = composerValuesSchema.safeParse(draft)
  return read.success ? read.data : emptyValues
}

/** Whether the composer holds nothing that could be lost. */
export function isEmpty({ note, status, date, assignee }: ComposerValues): boolean {
  return note === '' && status === null && date === 'now' && assignee === 'keep'
}

/** Whether an event of this says something: a note, a status or an assignee. */
export function hasContent({ note, status, assignee }: ComposerValues): boolean {
  return note.trim() !== '' || status !== null || assignee !== 'keep'
}

/**
 * The body to send: only what was said. Without a chosen date none is sent, so that the service's clock decides and a
 * browser's wrong one does no harm. `latest` is the lead's most recent event, as far as it is known here.
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

/** What stood in the composer when this body was made: the way back, for an event that has to be mended. */
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

/** The date rule's view of the lead. */
export function latestEventDate(lead: LeadContext): Instant | undefined {
  return lead.lastEventDate ?? undefined
}

import type { BodyOf } from '../../../contract/endpoints.ts'
import type { LeadType } from '../../../contract/lead.ts'
import type { FieldError } from '../../../contract/problem.ts'

/** Contract, row `type`: "fixed by the lead's first event or directory entry; a different one later returns 400". */
export function typeError(
  lead: { readonly type: LeadType },
  { type }: Pick<BodyOf<'createEvent'>, 'type'>,
): FieldError | undefined {
  if (lead.type === type) return undefined
  return {
    field: 'type',
    code: 'type_differs',
    message: `This lead is a ${lead.type}. Send type=${lead.type}.`,
    values: { type: lead.type },
  }
}

/** "Choose between one of the statuses configured by your application." Source: reference, `status`. */
export function statusError(labels: readonly string[], status: string | undefined): FieldError | undefined {
  if (status === undefined || labels.includes(status)) return undefined
  return { field: 'status', code: 'unknown_status', message: `Must be one of: ${labels.join(', ')}.` }
}

/** Contract, row of the update: "`note` and `date` may be sent, at least one". */
export function nothingToChange({ note, date }: BodyOf<'updateEvent'>): FieldError | undefined {
  if (note !== undefined || date !== undefined) return undefined
  return { field: 'note', code: 'nothing_to_change', message: 'Send note, date or both.' }
}

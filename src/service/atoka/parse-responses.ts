import * as z from 'zod/mini'
import { parseInstant } from '../../contract/instant.ts'
import { leadTypes } from '../../contract/lead.ts'
import type { LeadEventDetails } from '../../contract/lead-event.ts'
import { leadStatusSchema, type LeadStatus } from '../../contract/lead-status.ts'
import type { UserMapping } from './user-mapping.ts'
import { catchInvalid } from './catch-invalid.ts'
import { upstreamUnavailable } from './upstream-problem.ts'

/**
 * External text, which is stored and shown, without the unpaired surrogates and NUL characters that the database
 * would reject.
 */
export const text = z.pipe(
  z.string(),
  z.transform((value) => value.toWellFormed().replaceAll('\0', '')),
)
const textOrNull = catchInvalid(
  z.pipe(
    text,
    z.transform((value) => (value === '' ? null : value)),
  ),
  null,
)

const instant = z.pipe(
  z.string(),
  z.transform((value, context) => {
    const read = parseInstant(value.trim().replace(' ', 'T'))
    if (read !== undefined) return read
    context.issues.push({ code: 'custom', message: 'no date', input: value })
    return z.NEVER
  }),
)

const state = z.object({ status: textOrNull, leadAssignee: textOrNull })

/** The schema of an event: these fields are required; all others have a default, and unknown ones are removed. */
const eventSchema = z.object({
  id: z.int().check(z.positive()),
  lead: text.check(z.minLength(1)),
  type: z.enum(leadTypes),
  date: instant,
  status: textOrNull,
  note: textOrNull,
  noteVisibility: catchInvalid(text, 'public'),
  created: catchInvalid(instant, undefined),
  updateTime: catchInvalid(instant, undefined),
  owner: catchInvalid(
    z.object({ id: text, name: textOrNull, application: catchInvalid(text, '') }),
    undefined,
  ),
  statusCollectionId: catchInvalid(text, ''),
  leadAssignee: textOrNull,
  // our extensions, if Atoka is a Leadline
  previousStatus: z.optional(textOrNull),
  previousLeadAssignee: z.optional(textOrNull),
  deleted: catchInvalid(z.literal(true), undefined),
  ifDeleted: z.optional(catchInvalid(state, null)),
})

/** Parses an event of Atoka, with our IDs of users; `undefined` without a valid ID, date or lead. */
export function readEvent(value: unknown, identities: UserMapping): LeadEventDetails | undefined {
  const { data } = eventSchema.safeParse(value)
  if (data === undefined) return undefined
  const { created, updateTime, owner, deleted, ifDeleted, previousLeadAssignee, ...event } = data
  const person = (id: string | null) => (id === null ? null : identities.toOurs(id))
  return {
    ...event,
    created: created ?? event.date,
    updateTime: updateTime ?? created ?? event.date,
    owner: {
      id: owner === undefined ? '' : identities.toOurs(owner.id),
      name: owner?.name ?? owner?.id ?? '',
      application: owner?.application ?? '',
    },
    leadAssignee: person(event.leadAssignee),
    ...(previousLeadAssignee !== undefined && { previousLeadAssignee: person(previousLeadAssignee) }),
    ...(deleted && { deleted }),
    ...(ifDeleted !== undefined && {
      ifDeleted: ifDeleted && { ...ifDeleted, leadAssignee: person(ifDeleted.leadAssignee) },
    }),
  }
}

const itemSchema = z.object({ item: z.unknown() })

/** Parses the event of a response; `undefined` if it is unreadable. */
export function readItem(value: unknown, identities: UserMapping): LeadEventDetails | undefined {
  const { data } = itemSchema.safeParse(value)
  return data && readEvent(data.item, identities)
}

const pageSchema = z.object({
  items: z.array(z.unknown()),
  meta: catchInvalid(
    z.object({
      count: catchInvalid(z.int().check(z.nonnegative()), undefined),
      info: catchInvalid(z.array(text), []),
      obfuscated: catchInvalid(z.record(z.string(), z.unknown()), {}),
    }),
    { count: undefined, info: [], obfuscated: {} },
  ),
})

/** A page of Atoka's events; `items` contains `undefined` for each unreadable one. */
export interface ReadPage {
  readonly items: readonly (LeadEventDetails | undefined)[]
  /** Atoka's count; `undefined` if it is missing */
  readonly count: number | undefined
  readonly info: readonly string[]
  readonly obfuscated: Readonly<Record<string, unknown>>
}

/** Parses a page of events; throws `upstream_unavailable` if it is not a page. */
export function readPage(value: unknown, identities: UserMapping): ReadPage {
  const { data } = pageSchema.safeParse(value)
  if (data === undefined) throw upstreamUnavailable('Atoka did not send a list of events.')
  const { count, info, obfuscated } = data.meta
  return { items: data.items.map((item) => readEvent(item, identities)), count, info, obfuscated }
}

const statusSchema = z.object({
  label: text.check(z.minLength(1)),
  previous: textOrNull,
  sink: catchInvalid(leadStatusSchema.shape.sink, false),
  hidden: catchInvalid(leadStatusSchema.shape.hidden, false),
})

/** Parses the statuses, without those that have no label; throws `upstream_unavailable` if it is not a list. */
export function readStatuses(value: unknown): LeadStatus[] {
  const { data } = z.object({ items: z.array(z.unknown()) }).safeParse(value)
  if (data === undefined) throw upstreamUnavailable('Atoka did not send a list of statuses.')
  return data.items.map((item) => statusSchema.safeParse(item).data).filter((status) => status !== undefined)
}

/** Returns the remarks of a page: Atoka's, and the number of unreadable events. */
export function infoFor(pages: readonly ReadPage[]): string[] {
  const unreadable = pages.flatMap(({ items }) => items).filter((item) => item === undefined).length
  const upstreamInfo = [...new Set(pages.flatMap(({ info }) => info))].slice(0, 10)
  return unreadable === 0
    ? upstreamInfo
    : [...upstreamInfo, `Omitted: ${unreadable} that Atoka sent in an unexpected format.`]
}

import * as z from 'zod/mini'
import { parseInstant } from '../../contract/instant.ts'
import { leadTypes } from '../../contract/lead.ts'
import type { LeadEventDetails } from '../../contract/lead-event.ts'
import { leadStatusSchema, type LeadStatus } from '../../contract/lead-status.ts'
import type { UserMapping } from './user-mapping.ts'
import { catchInvalid } from './catch-invalid.ts'
import { upstreamUnavailable } from './upstream-problem.ts'

/** Text from outside, which is stored and shown: half a character or a NUL would be refused by the database. */
export const text = z.pipe(
  z.string(),
  z.transform((said) => said.toWellFormed().replaceAll('\0', '')),
)
const textOrNull = catchInvalid(
  z.pipe(
    text,
    z.transform((said) => (said === '' ? null : said)),
  ),
  null,
)

const instant = z.pipe(
  z.string(),
  z.transform((said, context) => {
    const read = parseInstant(said.trim().replace(' ', 'T'))
    if (read !== undefined) return read
    context.issues.push({ code: 'custom', message: 'no date', input: said })
    return z.NEVER
  }),
)

const state = z.object({ status: textOrNull, leadAssignee: textOrNull })

/** What an event cannot do without; all else has something that stands for it, and more than this is left out. */
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
  // ours, for where Atoka is a Leadline itself
  previousStatus: z.optional(textOrNull),
  previousLeadAssignee: z.optional(textOrNull),
  deleted: catchInvalid(z.literal(true), undefined),
  ifDeleted: z.optional(catchInvalid(state, null)),
})

/** An event as Atoka tells it, people by our ids; `undefined` where it cannot be told what, when or of which lead it is. */
export function readEvent(said: unknown, identities: UserMapping): LeadEventDetails | undefined {
  const { data } = eventSchema.safeParse(said)
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

/** The event of an answer that holds one; `undefined` where there is none that can be read. */
export function readItem(said: unknown, identities: UserMapping): LeadEventDetails | undefined {
  const { data } = itemSchema.safeParse(said)
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

/** A page of events as Atoka tells it; `items` holds `undefined` for each that cannot be read. */
export interface ReadPage {
  readonly items: readonly (LeadEventDetails | undefined)[]
  /** as Atoka counts; `undefined` where it does not say */
  readonly count: number | undefined
  readonly info: readonly string[]
  readonly obfuscated: Readonly<Record<string, unknown>>
}

/** Reads a page of events; throws `upstream_unavailable` for what is no page at all. */
export function readPage(said: unknown, identities: UserMapping): ReadPage {
  const { data } = pageSchema.safeParse(said)
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

/** Reads the statuses, without those that have no label; throws `upstream_unavailable` for what is no list. */
export function readStatuses(said: unknown): LeadStatus[] {
  const { data } = z.object({ items: z.array(z.unknown()) }).safeParse(said)
  if (data === undefined) throw upstreamUnavailable('Atoka did not send a list of statuses.')
  return data.items.map((item) => statusSchema.safeParse(item).data).filter((status) => status !== undefined)
}

/** What a page says to people beside its events: Atoka's remarks, and how many events could not be read. */
export function infoFor(pages: readonly ReadPage[]): string[] {
  const unread = pages.flatMap(({ items }) => items).filter((item) => item === undefined).length
  const theirs = [...new Set(pages.flatMap(({ info }) => info))].slice(0, 10)
  return unread === 0 ? theirs : [...theirs, `Omitted: ${unread} that Atoka sent in an unexpected format.`]
}

import * as z from 'zod/mini'
import { integer, withDefault } from './params.ts'

/** Orders of a list of events, by `date`, ties by `id` in the same direction. Source: reference, `ordering`. */
export const orderings = ['newest', 'oldest'] as const

export type Ordering = (typeof orderings)[number]

/** "Use a number between 0 and 9950." Source: reference, Lead Events List. */
export const maxListOffset = 9_950

/** "Use a number between 0 and 9900." Source: reference, Lead Events Synchronization. */
export const maxSyncOffset = 9_900

/** Contract, row `offset`, `limit`: "Decided: limit 0–1000". */
export const maxLimit = 1_000

/**
 * Contract, row "sync order": "at most 99 changes share one value (fewer than the default `limit`, so that a client that
 * continues by cursor alone never gets stuck)".
 */
export const maxChangesPerUpdateTime = 99

/** The parameters `offset` and `limit` of a list. */
export function pageParameters(maxOffset: number, defaultLimit: number) {
  return {
    offset: withDefault(integer(0, maxOffset), 0),
    limit: withDefault(integer(0, maxLimit), defaultLimit),
  }
}

/** The reference's `queryExplanation`. */
export const queryExplanationSchema = z.array(
  z.object({ engine: z.string(), text: z.string(), json: z.record(z.string(), z.unknown()) }),
)

/** How a request was interpreted; it never contains SQL values, tokens or another user's data. */
export type QueryExplanation = z.output<typeof queryExplanationSchema>

/** The reference's `meta`. */
export const pageMetaSchema = z.object({
  ordering: z.string(),
  /** the exact number of matching items; for a search it may be a lower bound, which `info` then states */
  count: z.int(),
  limit: z.int(),
  offset: z.int(),
  /** remarks for people */
  info: z.array(z.string()),
  obfuscated: z.record(z.string(), z.unknown()),
})

export type PageMeta = z.output<typeof pageMetaSchema>

/** The reference's response that contains one item. */
export function itemResponse<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ item, queryExplanation: queryExplanationSchema })
}

/** The reference's response that contains a page of items. */
export function pageResponse<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), meta: pageMetaSchema, queryExplanation: queryExplanationSchema })
}

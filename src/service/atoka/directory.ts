import * as z from 'zod/mini'
import type { LeadType } from '../../contract/lead.ts'
import { ParseIssue, leadId } from '../../contract/params.ts'
import type { AtokaSession } from './atoka-session.ts'
import type { AtokaParameters } from './client.ts'
import { catchInvalid } from './catch-invalid.ts'
import { text } from './parse-responses.ts'

/*
 * Atoka's directory of companies and people. The reference does not describe these two endpoints: docs/atoka.md lists
 * what is known of them and what is assumed. Only this file uses their field names.
 */

const paths = { company: '/v2/companies', person: '/v2/people' } as const satisfies Record<LeadType, string>

/** The maximum page size of a request: public clients of the API request no more. */
const pageSize = 50

/** An entry of the directory that can be a lead. */
export interface DirectoryEntry {
  readonly id: string
  /** further IDs of the same entry */
  readonly ids: readonly string[]
  readonly type: LeadType
  readonly name: string | null
}

/** A search by words of the name, or by IDs. */
export type DirectorySearch = { readonly name: string } | { readonly ids: readonly string[] }

const identifying = z.union([text, z.number()])

const nameSchema = catchInvalid(text, undefined)

/** The possible names of an entry, wherever they are. */
const named = z.object({
  name: nameSchema,
  legalName: nameSchema,
  givenName: nameSchema,
  familyName: nameSchema,
  firstName: nameSchema,
  lastName: nameSchema,
})

const entrySchema = z.extend(named, {
  id: identifying,
  ids: catchInvalid(z.array(identifying), []),
  base: catchInvalid(named, undefined),
})

const pageSchema = z.object({
  items: z.array(z.unknown()),
  meta: catchInvalid(z.object({ count: z.int().check(z.nonnegative()) }), undefined),
})

/** Returns a page of Atoka's directory, and the number of matches; throws the errors of `read`. */
export async function searchDirectory(
  read: AtokaSession['read'],
  type: LeadType,
  search: DirectorySearch,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<{ items: DirectoryEntry[]; count: number }> {
  const items: DirectoryEntry[] = []
  let count = 0
  let at = offset
  do {
    const requested = Math.min(Math.max(offset + limit - at, 1), pageSize)
    const parameters = { ...toSearchParameters(search), offset: at, limit: requested }
    const page = pageSchema.safeParse(await read(paths[type], parameters))
    const rows = page.success ? page.data.items : []
    at += rows.length
    count = page.data?.meta?.count ?? at
    items.push(...readEntries(type, rows))
    if (rows.length < requested) break
  } while (at < offset + limit)
  return { items: items.slice(0, limit), count }
}

/** "For values containing commas, you have to enclose each one in double quotes." Source: Atoka's overview. */
function toSearchParameters(search: DirectorySearch): AtokaParameters {
  if ('ids' in search) return { ids: search.ids }
  const name = search.name.trim()
  return { name: name.includes(',') ? `"${name.replaceAll('"', ' ')}"` : name }
}

/** Parses rows of the directory, without those that cannot be leads. */
export function readEntries(type: LeadType, rows: readonly unknown[]): DirectoryEntry[] {
  return rows.flatMap((row) => readEntry(type, row))
}

/** Parses a row; an ID that is not valid in `leads` cannot be a lead. */
function readEntry(type: LeadType, raw: unknown): DirectoryEntry[] {
  const entry = entrySchema.safeParse(raw)
  if (!entry.success) return []
  const { id, ids, base } = entry.data
  const texts = [id, ...ids].map(String).filter((one) => !(leadId(one) instanceof ParseIssue))
  const [first] = texts
  return first === String(id)
    ? [{ id: first, ids: texts, type, name: nameOf(entry.data) ?? nameOf(base) }]
    : []
}

function nameOf(entry: z.output<typeof named> | undefined): string | null {
  if (entry === undefined) return null
  const { name, legalName, givenName, familyName, firstName, lastName } = entry
  const whole = [givenName ?? firstName, familyName ?? lastName].filter(Boolean).join(' ')
  return [name, legalName, whole].find((one) => one?.trim())?.trim() ?? null
}

/**
 * Returns the words of a text if each could be an ID: `6da785b3adf219770c9e` is one from the documentation, and names
 * contain spaces.
 */
export function couldBeIds(query: string): string[] | undefined {
  const words = query.split(/[\s,;]+/).filter(Boolean)
  const all = words.every((word) => /^(?=.*\d)[\w-]{6,128}$/.test(word))
  return all && words.length > 0 && words.length <= pageSize ? words : undefined
}

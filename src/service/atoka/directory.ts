import * as z from 'zod/mini'
import type { LeadType } from '../../contract/lead.ts'
import { ParseIssue, leadId } from '../../contract/params.ts'
import type { AtokaSession } from './atoka-session.ts'
import type { AtokaParameters } from './client.ts'
import { catchInvalid } from './catch-invalid.ts'
import { text } from './parse-responses.ts'

/*
 * Atoka's directory of companies and people. The reference that the rest follows does not describe these two endpoints:
 * what is known of them, and what is a guess, is listed in docs/atoka.md. Nothing outside of this file knows a name
 * of theirs.
 */

const paths = { company: '/v2/companies', person: '/v2/people' } as const satisfies Record<LeadType, string>

/** The most that is asked for at once: public clients of the API send no more. */
const pageSize = 50

/** Somebody of the directory who can be a lead. */
export interface DirectoryEntry {
  readonly id: string
  /** other ids that mean the same one */
  readonly ids: readonly string[]
  readonly type: LeadType
  readonly name: string | null
}

/** Whom to look for: by words of the name, or by ids. */
export type DirectorySearch = { readonly name: string } | { readonly ids: readonly string[] }

const identifying = z.union([text, z.number()])

const nameSchema = catchInvalid(text, undefined)

/** What names somebody may have, wherever they stand. */
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

/** A page of Atoka's directory, and how many match in all; throws what `read` does. */
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
    const asked = Math.min(Math.max(offset + limit - at, 1), pageSize)
    const parameters = { ...wanted(search), offset: at, limit: asked }
    const page = pageSchema.safeParse(await read(paths[type], parameters))
    const rows = page.success ? page.data.items : []
    at += rows.length
    count = page.data?.meta?.count ?? at
    items.push(...readEntries(type, rows))
    if (rows.length < asked) break
  } while (at < offset + limit)
  return { items: items.slice(0, limit), count }
}

/** "For values containing commas, you have to enclose each one in double quotes." Source: Atoka's overview. */
function wanted(search: DirectorySearch): AtokaParameters {
  if ('ids' in search) return { ids: search.ids }
  const name = search.name.trim()
  return { name: name.includes(',') ? `"${name.replaceAll('"', ' ')}"` : name }
}

/** Reads rows of the directory, without those that can be nobody's. */
export function readEntries(type: LeadType, rows: readonly unknown[]): DirectoryEntry[] {
  return rows.flatMap((row) => readEntry(type, row))
}

/** An id that could not stand in `leads` is no lead's. */
function readEntry(type: LeadType, raw: unknown): DirectoryEntry[] {
  const entry = entrySchema.safeParse(raw)
  if (!entry.success) return []
  const { id, ids, base } = entry.data
  const texts = [id, ...ids].map(String).filter((one) => !(leadId(one) instanceof ParseIssue))
  const [own] = texts
  return own === String(id) ? [{ id: own, ids: texts, type, name: nameOf(entry.data) ?? nameOf(base) }] : []
}

function nameOf(entry: z.output<typeof named> | undefined): string | null {
  if (entry === undefined) return null
  const { name, legalName, givenName, familyName, firstName, lastName } = entry
  const whole = [givenName ?? firstName, familyName ?? lastName].filter(Boolean).join(' ')
  return [name, legalName, whole].find((one) => one?.trim())?.trim() ?? null
}

/** Whether a word could be an id of theirs: `6da785b3adf219770c9e` is one of the documentation, and names have spaces. */
export function couldBeIds(said: string): string[] | undefined {
  const words = said.split(/[\s,;]+/).filter(Boolean)
  const all = words.every((word) => /^(?=.*\d)[\w-]{6,128}$/.test(word))
  return all && words.length > 0 && words.length <= pageSize ? words : undefined
}

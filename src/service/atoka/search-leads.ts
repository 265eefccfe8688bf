import { leadTypes, type LeadType } from '../../contract/lead.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaSession } from './atoka-session.ts'
import { couldBeIds, searchDirectory, type DirectoryEntry } from './directory.ts'

export interface LeadSearch {
  readonly q: string
  /** without it, companies first, and then people */
  readonly type: LeadType | undefined
  readonly offset: number
  readonly limit: number
}

/** A page of matches, the number of all matches, and remarks about lists that could not be searched. */
export interface FoundLeads {
  readonly items: readonly DirectoryEntry[]
  readonly count: number
  readonly info: readonly string[]
}

/**
 * Searches the directory: by IDs if the words could be IDs and some match, otherwise by name. If either companies or
 * people cannot be searched, the others are returned; throws the `Problem` if both fail.
 */
export async function searchLeads(read: AtokaSession['read'], search: LeadSearch): Promise<FoundLeads> {
  const ids = couldBeIds(search.q)
  const byIds = ids === undefined ? undefined : await searchByIds(read, ids, search)
  // if the search by name fails too, it reports the failure
  return byIds !== undefined && byIds.count > 0 ? byIds : searchByName(read, search)
}

async function searchByIds(
  read: AtokaSession['read'],
  ids: readonly string[],
  { type, offset, limit }: LeadSearch,
): Promise<FoundLeads> {
  const attempts = await Promise.all(
    typesOf(type).map(async (one) =>
      attempt(one, async () => searchDirectory(read, one, { ids }, { offset: 0, limit: ids.length })),
    ),
  )
  // a server that ignores the parameter returns other entries
  const matches = attempts.flatMap(({ items }) =>
    items.filter((entry) => entry.ids.some((id) => ids.includes(id))),
  )
  return {
    items: matches.slice(offset, offset + limit),
    count: matches.length,
    info: infoOf(attempts),
  }
}

async function searchByName(
  read: AtokaSession['read'],
  { q, type, offset, limit }: LeadSearch,
): Promise<FoundLeads> {
  const attempts: Attempt[] = []
  let before = 0
  let left = limit
  for (const one of typesOf(type)) {
    const page = { offset: Math.max(offset - before, 0), limit: left }
    const matches = await attempt(one, async () => searchDirectory(read, one, { name: q }, page))
    attempts.push(matches)
    before += matches.count
    left -= matches.items.length
  }
  const [first] = attempts
  if (first?.failure !== undefined && attempts.every(({ failure }) => failure)) throw first.failure
  return { items: attempts.flatMap(({ items }) => items), count: before, info: infoOf(attempts) }
}

interface Attempt {
  readonly items: readonly DirectoryEntry[]
  readonly count: number
  readonly type: LeadType
  readonly failure?: Problem
}

async function attempt(
  type: LeadType,
  work: () => Promise<Pick<Attempt, 'items' | 'count'>>,
): Promise<Attempt> {
  try {
    return { type, ...(await work()) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { type, items: [], count: 0, failure: error }
  }
}

function typesOf(type: LeadType | undefined): readonly LeadType[] {
  return type === undefined ? leadTypes : [type]
}

const plural = { company: 'Companies', person: 'People' } as const satisfies Record<LeadType, string>

function infoOf(attempts: readonly Attempt[]): string[] {
  const failed = attempts.flatMap(({ failure, type }) => (failure ? [{ failure, type }] : []))
  return failed.map(({ failure, type }) => `Could not search ${plural[type]}. ${failure.message}`)
}

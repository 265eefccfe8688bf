import { leadTypes, type LeadType } from '../../contract/lead.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaSession } from './atoka-session.ts'
import { couldBeIds, searchDirectory, type DirectoryEntry } from './directory.ts'

export interface LeadSearch {
  readonly q: string
  /** absent means companies first, and then people */
  readonly type: LeadType | undefined
  readonly offset: number
  readonly limit: number
}

/** A page of what was found, how many match in all, and what could not be searched, in words for people. */
export interface FoundLeads {
  readonly items: readonly DirectoryEntry[]
  readonly count: number
  readonly info: readonly string[]
}

/**
 * Searches the directory: by ids where the words could be such and some are found, else by name. Where one of companies and
 * people cannot be searched, the other is answered; throws the `Problem` where none can.
 */
export async function searchLeads(read: AtokaSession['read'], search: LeadSearch): Promise<FoundLeads> {
  const ids = couldBeIds(search.q)
  const byIds = ids === undefined ? undefined : await searchByIds(read, ids, search)
  // what failed by ids is told by the search by name, if that fails too
  return byIds !== undefined && byIds.count > 0 ? byIds : searchByName(read, search)
}

async function searchByIds(
  read: AtokaSession['read'],
  ids: readonly string[],
  { type, offset, limit }: LeadSearch,
): Promise<FoundLeads> {
  const asked = await Promise.all(
    typesOf(type).map(async (one) =>
      attempt(one, async () => searchDirectory(read, one, { ids }, { offset: 0, limit: ids.length })),
    ),
  )
  // whoever ignores the parameter answers with anybody
  const found = asked.flatMap(({ items }) =>
    items.filter((entry) => entry.ids.some((id) => ids.includes(id))),
  )
  return {
    items: found.slice(offset, offset + limit),
    count: found.length,
    info: infoOf(asked),
  }
}

async function searchByName(
  read: AtokaSession['read'],
  { q, type, offset, limit }: LeadSearch,
): Promise<FoundLeads> {
  const asked: Attempt[] = []
  let before = 0
  let left = limit
  for (const one of typesOf(type)) {
    const page = { offset: Math.max(offset - before, 0), limit: left }
    const found = await attempt(one, async () => searchDirectory(read, one, { name: q }, page))
    asked.push(found)
    before += found.count
    left -= found.items.length
  }
  const [first] = asked
  if (first?.failure !== undefined && asked.every(({ failure }) => failure)) throw first.failure
  return { items: asked.flatMap(({ items }) => items), count: before, info: infoOf(asked) }
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

function infoOf(asked: readonly Attempt[]): string[] {
  const failed = asked.flatMap(({ failure, type }) => (failure ? [{ failure, type }] : []))
  return failed.map(({ failure, type }) => `Could not search ${plural[type]}. ${failure.message}`)
}

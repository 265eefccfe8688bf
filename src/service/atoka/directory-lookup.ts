import { leadTypes, type LeadType } from '../../contract/lead.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaSession } from './atoka-session.ts'
import { searchDirectory, type DirectoryEntry } from './directory.ts'

/** What the directory knows by an id. */
export interface DirectoryLookup {
  /** `undefined` where it knows nothing, as far as it could be asked */
  readonly entry: DirectoryEntry | undefined
  /** why that could not be told: asked again, it may be known */
  readonly failure: Problem | undefined
}

/** Refusals that would be the same another time. */
const settled: ReadonlySet<string> = new Set(['invalid_request', 'not_found', 'forbidden'])

/**
 * Looks an id up in the directory: among companies or people, or both where the `type` is not known. A token may be given
 * one of the two only, and a lead is more than its name: what fails is told, not thrown.
 */
export async function lookUp(
  read: AtokaSession['read'],
  id: string,
  type: LeadType | undefined,
): Promise<DirectoryLookup> {
  let failure: Problem | undefined
  const found = await Promise.all(
    (type === undefined ? leadTypes : [type]).map(async (one) => {
      try {
        const { items } = await searchDirectory(read, one, { ids: [id] }, { offset: 0, limit: 1 })
        // whoever ignores the parameter answers with anybody
        return items.filter((entry) => entry.ids.includes(id))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // an id that they do not take is nobody's, nor is one of a list that is not ours to read
        if (!settled.has(error.code)) failure = error
        return []
      }
    }),
  )
  const [entry] = found.flat()
  return { entry, failure: entry === undefined ? failure : undefined }
}

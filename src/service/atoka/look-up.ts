import { leadTypes, type LeadType } from '../../contract/lead.ts'
import { Problem } from '../problem.ts'
import type { Calling } from './calling.ts'
import { searchDirectory, type DirectoryEntry } from './directory.ts'

/** What the directory knows by an id. */
export interface LookedUp {
  /** `undefined` where it knows nothing, as far as it could be asked */
  readonly entry: DirectoryEntry | undefined
  /** why it could not be asked for all that was wanted */
  readonly failure: Problem | undefined
}

/**
 * Looks an id up in the directory: among companies or people, or both where the `type` is not known. A token may be given
 * one of the two only, and a lead is more than its name: what fails is told, not thrown.
 */
export async function lookUp(
  read: Calling['read'],
  id: string,
  type: LeadType | undefined,
): Promise<LookedUp> {
  let failure: Problem | undefined
  const found = await Promise.all(
    (type === undefined ? leadTypes : [type]).map(async (one) => {
      try {
        const { items } = await searchDirectory(read, one, { ids: [id] }, { offset: 0, limit: 1 })
        // whoever ignores the parameter answers with anybody
        return items.filter((entry) => entry.ids.includes(id))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // an id that they do not take is nobody's
        if (error.code !== 'invalid_request' && error.code !== 'not_found') failure = error
        return []
      }
    }),
  )
  return { entry: found.flat()[0], failure }
}

import { leadTypes, type LeadType } from '../../contract/lead.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaSession } from './atoka-session.ts'
import { searchDirectory, type DirectoryEntry } from './directory.ts'

/** The result of a look-up in the directory. */
export interface DirectoryLookup {
  /** `undefined` if no readable part of the directory contains the ID */
  readonly entry: DirectoryEntry | undefined
  /** why a part of the directory could not be read; a later look-up may succeed */
  readonly failure: Problem | undefined
}

/** Errors that a retry would not change. */
const finalErrors: ReadonlySet<string> = new Set(['invalid_request', 'not_found', 'forbidden'])

/**
 * Looks up an ID in the directory: among companies or people, or both if the `type` is unknown. A token may permit
 * only one of the two, and a lead can be shown without its name: a failure is returned, not thrown.
 */
export async function lookUp(
  read: AtokaSession['read'],
  id: string,
  type: LeadType | undefined,
): Promise<DirectoryLookup> {
  let failure: Problem | undefined
  const results = await Promise.all(
    (type === undefined ? leadTypes : [type]).map(async (one) => {
      try {
        const { items } = await searchDirectory(read, one, { ids: [id] }, { offset: 0, limit: 1 })
        // a server that ignores the parameter returns other entries
        return items.filter((entry) => entry.ids.includes(id))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
        // an ID that the directory rejects has no entry, nor has one in a list that our token may not read
        if (!finalErrors.has(error.code)) failure = error
        return []
      }
    }),
  )
  const [entry] = results.flat()
  return { entry, failure: entry === undefined ? failure : undefined }
}

import { noteLimit } from '../../../../contract/params.ts'
import { countCodePoints } from '../../../../contract/text.ts'
import { diffWords } from '../../../shared/event-model/diff-words.ts'

/** One version of an event's note and date. */
interface Version {
  readonly note: string | null
  readonly date: string
}

/** The user's edit: the note as typed, and the chosen date, in any form; `undefined` if the date is unchanged. */
interface Edit {
  readonly note: string
  readonly date: unknown
}

/**
 * Returns the note that contains two edits of the same version, if both only added text; `undefined` if a user must choose:
 * something was removed or replaced, both users chose a date, or the note would be too long.
 */
export function mergeEdits(base: Version, mine: Edit, theirs: Version): string | undefined {
  if (mine.date !== undefined && theirs.date !== base.date) return undefined
  const merged = mergeAdditions(base.note ?? '', mine.note, theirs.note ?? '')
  return merged !== undefined && countCodePoints(merged) <= noteLimit ? merged : undefined
}

/**
 * Merges two versions of a text that both only added words to the same base: each addition is where it was made, and two at
 * the same place follow each other, `theirs` first. Returns `undefined` if a version removed or replaced something, or
 * added nothing.
 */
export function mergeAdditions(base: string, mine: string, theirs: string): string | undefined {
  const [ours, others] = [additionsOf(base, mine), additionsOf(base, theirs)]
  if (ours === undefined || others === undefined) return undefined
  let merged = ''
  let end = 0
  for (const position of [...new Set([...ours.keys(), ...others.keys()])].toSorted((a, b) => a - b)) {
    merged += base.slice(end, position) + join(others.get(position) ?? '', ours.get(position) ?? '')
    end = position
  }
  return merged + base.slice(end)
}

/** Returns the added texts by their position in the base; `undefined` if there are none, or if something is missing. */
function additionsOf(base: string, version: string): ReadonlyMap<number, string> | undefined {
  const additions = new Map<number, string>()
  let position = 0
  for (const { kind, text } of diffWords(base, version)) {
    if (kind === 'gone') return undefined
    if (kind === 'same') position += text.length
    else additions.set(position, (additions.get(position) ?? '') + text)
  }
  return additions.size === 0 ? undefined : additions
}

/** Joins two additions at the same place; one that begins with the other already contains it. */
function join(first: string, second: string): string {
  if (first.startsWith(second)) return first
  if (second.startsWith(first)) return second
  const touches = /\S$/u.test(first) && /^[\p{L}\p{N}]/u.test(second)
  return touches ? `${first}\n${second}` : first + second
}

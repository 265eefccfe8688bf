import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mergeAdditions, mergeEdits } from './merge-edits.ts'

it.each([
  [
    'at different places',
    'Rang them.',
    'Rang them. No answer.',
    'Rang them twice.',
    'Rang them twice. No answer.',
  ],
  [
    'at the same place',
    'Rang them.',
    'Rang them. No answer.',
    'Rang them. Twice.',
    'Rang them. Twice. No answer.',
  ],
  ['as new lines', 'Rang.', 'Rang.\nNo answer.', 'Rang.\nAsk Anna.', 'Rang.\nAsk Anna.\nNo answer.'],
  ['before and after', 'Rang.', 'Monday: Rang.', 'Rang. Twice.', 'Monday: Rang. Twice.'],
  ['to an empty note', '', 'Rang.', 'Visited.', 'Visited.\nRang.'],
  ['with a comma', 'Rang', 'Rang, no answer', 'Rang twice', 'Rang twice, no answer'],
  ['that begin alike', 'Rang.', 'Rang. Twice.', 'Rang. Twice. No answer.', 'Rang. Twice. No answer.'],
])('merges additions %s', (_, base, mine, theirs, merged) => {
  expect(mergeAdditions(base, mine, theirs)).toBe(merged)
})

it.each([
  ['replaced a word', 'Rang them.', 'Rang him.', 'Rang them twice.'],
  ['removed a word', 'Rang them.', 'Rang them. No answer.', 'Rang.'],
  ['completed a word', 'Rang the', 'Rang them', 'Rang the office'],
  ['added nothing', 'Rang them.', 'Rang them.', 'Rang them twice.'],
])('merges nothing if one version %s', (_, base, mine, theirs) => {
  expect(mergeAdditions(base, mine, theirs)).toBeUndefined()
})

it('merges the notes of two edits unless both set a date or the note would be too long', () => {
  const base = { note: 'Rang.', date: '2026-11-20T10:00:00.000Z' }
  const mine = { note: 'Rang. No answer.', date: undefined }
  const theirs = { note: 'Rang. Twice.', date: '2026-11-20T11:00:00.000Z' }
  expect(mergeEdits(base, mine, theirs)).toBe('Rang. Twice. No answer.')
  expect(mergeEdits(base, { ...mine, date: '2026-11-20T12:00:00.000Z' }, theirs)).toBeUndefined()
  expect(mergeEdits(base, { ...mine, note: `Rang. ${'a'.repeat(9_990)}` }, theirs)).toBeUndefined()
})

const words = fc.array(fc.constantFrom('a', 'bb', 'è', 'c.', '👍,', '\n'), { maxLength: 8 })

/** Some words that a version adds before a word of the base, or after the last one. */
const additions = fc.array(fc.tuple(fc.nat(8), words), { maxLength: 3 })

function withAdditions(base: readonly string[], added: readonly (readonly [number, readonly string[]])[]) {
  const version = [...base, ''].flatMap((word, index) => [
    ...added.flatMap(([at, texts]) => (Math.min(at, base.length) === index ? texts : [])),
    word,
  ])
  return version.slice(0, -1).join(' ')
}

it('contains the base and both versions completely, in their order, whatever they are', () => {
  let merges = 0
  fc.assert(
    fc.property(words, additions, additions, (base, mineAdded, theirsAdded) => {
      const texts = [
        base.join(' '),
        withAdditions(base, mineAdded),
        withAdditions(base, theirsAdded),
      ] as const
      const merged = mergeAdditions(...texts)
      if (merged === undefined) return
      merges++
      for (const text of texts) expect(isSubsequence(text, merged)).toBe(true)
      const [length, mine, theirs] = texts.map((text) => withoutSpace(text).length)
      expect(withoutSpace(merged).length).toBeLessThanOrEqual((mine ?? 0) + (theirs ?? 0) - (length ?? 0))
    }),
    { numRuns: 1_000 },
  )
  expect(merges).toBeGreaterThan(100)
})

it('merges the same additions of both versions once', () => {
  fc.assert(
    fc.property(words, additions, (base, added) => {
      const version = withAdditions(base, added)
      expect([version, undefined]).toContain(mergeAdditions(base.join(' '), version, version))
    }),
  )
})

it('never merges a version that lacks a part of the base', () => {
  fc.assert(
    fc.property(words, additions, fc.nat(), (base, added, index) => {
      fc.pre(base.length > 0)
      const shorter = base.toSpliced(index % base.length, 1).join(' ')
      expect(mergeAdditions(base.join(' '), shorter, withAdditions(base, added))).toBeUndefined()
    }),
  )
})

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/gu, '')
}

function isSubsequence(text: string, whole: string): boolean {
  let position = 0
  for (const character of text) {
    position = whole.indexOf(character, position)
    if (position === -1) return false
    position += character.length
  }
  return true
}

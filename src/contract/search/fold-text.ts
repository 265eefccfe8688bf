/** A text without case and accents, and the origin of each of its UTF-16 code units. */
export interface FoldedText {
  readonly folded: string
  /** Returns the index in the original text of `folded[index]`; for the end, the original length. */
  readonly originalIndex: (index: number) => number
}

/**
 * Folds a text as the function search_fold in store/migrations/0005-search.sql does, and records the original
 * indexes. A character that folds to nothing, such as a combining accent, belongs to the character before it.
 */
export function foldText(text: string): FoldedText {
  let folded = ''
  const originalIndexes: number[] = []
  let start = 0
  for (const character of text) {
    const plain = foldCharacter(character)
    folded += plain
    for (let unit = 0; unit < plain.length; unit++) originalIndexes.push(start)
    start += character.length
  }
  originalIndexes.push(start)
  return { folded, originalIndex: (index) => originalIndexes[index] ?? start }
}

function foldCharacter(character: string): string {
  if (character === '‘' || character === '’') return "'"
  if (character === '\n' || character === '\t' || character === '\u00a0') return ' '
  // faster for most characters: no call of normalize
  if (character < '\u0080') return character.toLowerCase()
  return character
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}

/** A text without case and accents, and where each of its UTF-16 code units comes from. */
export interface FoldedText {
  readonly folded: string
  /** The place in the text as it was written of `folded[index]`; of its end: the text's end. */
  readonly place: (index: number) => number
}

/**
 * Folds a note as the function search_fold in store/migrations/0005-search.sql does, and remembers the places.
 * A character that folds to nothing, such as a combining accent, belongs to the one before it.
 */
export function foldText(note: string): FoldedText {
  let folded = ''
  const places: number[] = []
  let start = 0
  for (const character of note) {
    const plain = foldCharacter(character)
    folded += plain
    for (let unit = 0; unit < plain.length; unit++) places.push(start)
    start += character.length
  }
  places.push(start)
  return { folded, place: (index) => places[index] ?? start }
}

function foldCharacter(character: string): string {
  if (character === '‘' || character === '’') return "'"
  if (character === '\n' || character === '\t' || character === '\u00a0') return ' '
  // most characters: a call less for each
  if (character < '\u0080') return character.toLowerCase()
  return character
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
}

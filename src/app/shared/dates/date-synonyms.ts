/** The hours as they are written out; what they mean in the afternoon is for "alle tre del pomeriggio" to say. */
const hours = [
  'una',
  'due',
  'tre',
  'quattro',
  'cinque',
  'sei',
  'sette',
  'otto',
  'nove',
  'dieci',
  'undici',
  'dodici',
]

const minutes: Readonly<Record<string, string>> = {
  mezza: '30',
  mezzo: '30',
  'un quarto': '15',
  'tre quarti': '45',
}

type Known = string | ((said: string, ...parts: string[]) => string)

/** What people say and the library does not know, in words that it does; one after the other. */
const synonyms: readonly (readonly [RegExp, Known])[] = [
  // as phones write it
  [/’/gu, "'"],
  [/\b(?:the )?day before yesterday\b/iu, '2 days ago'],
  [/(?:l'\s?)?altro\s?ieri|ieri l'\s?altro|\bavantieri\b/iu, '2 giorni fa'],
  [/\bhalf an hour ago\b/iu, '30 minutes ago'],
  [/\bmezz'?\s?ora fa\b/iu, '30 minuti fa'],
  [/\b(?:a )?quarter of an hour ago\b/iu, '15 minutes ago'],
  [/\bun quarto d'\s?ora fa\b/iu, '15 minuti fa'],
  [/\bpoco fa\b/iu, '5 minuti fa'],
  [/\bjust now\b/iu, 'now'],
  [/\blast night\b/iu, 'yesterday evening'],
  [/\bstaman[ei]\b/iu, 'stamattina'],
  [/\bquesto pomeriggio\b/iu, 'oggi pomeriggio'],
  [/\b(?:a |verso )?mezzogiorno\b/iu, 'alle 12:00'],
  [/\b(?:alle ore|verso le|circa alle|intorno alle)\s+/iu, 'alle '],
  [/\bore\s+(?=\d)/iu, 'alle '],
  [/\b(?:al)?l'una\b/iu, 'alle 1'],
  [
    new RegExp(String.raw`\balle (${hours.join('|')})\b`, 'iu'),
    (_, hour = '') => `alle ${hours.indexOf(hour.toLowerCase()) + 1}`,
  ],
  [
    /\balle (\d{1,2}) e (mezz[ao]|un quarto|tre quarti|\d{2})\b/iu,
    (_, hour = '', minute = '') => `alle ${hour}:${minutes[minute.toLowerCase()] ?? minute}`,
  ],
  [
    /\balle (\d|1[01])((?::\d{2})?) (?:del pomeriggio|di sera)\b/iu,
    (_, hour = '', minute = '') => `alle ${Number(hour) + 12}${minute}`,
  ],
]

/** A time in words, in words that the library knows. */
export function replaceSynonyms(words: string): string {
  return synonyms.reduce(
    (text, [said, known]) =>
      typeof known === 'string' ? text.replace(said, known) : text.replace(said, known),
    words,
  )
}

/** The hours from one to twelve as Italian words; "del pomeriggio" and "di sera" add twelve hours. */
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

type Replacement = string | ((match: string, ...parts: string[]) => string)

/** Expressions that chrono-node does not know, with ones that it knows; applied in this order. */
const synonyms: readonly (readonly [RegExp, Replacement])[] = [
  // phones type this apostrophe
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

/** Replaces expressions in a typed date by ones that chrono-node knows. */
export function replaceSynonyms(typed: string): string {
  return synonyms.reduce(
    (text, [pattern, replacement]) =>
      typeof replacement === 'string'
        ? text.replace(pattern, replacement)
        : text.replace(pattern, replacement),
    typed,
  )
}

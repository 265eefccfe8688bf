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

/** The hours from one to twelve as English words. */
const englishHours = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const englishHour = String.raw`(\d{1,2}|${englishHours.join('|')})`

function readHour(text: string): number {
  const index = englishHours.indexOf(text.toLowerCase())
  return index === -1 ? Number(text) : index + 1
}

/** Returns `alle 14:45` for an hour and the minutes after or before it. */
function atTime(hour: number, minutesAfter: number): string {
  const minutesOfDay = (hour * 60 + minutesAfter + 1440) % 1440
  return `alle ${Math.floor(minutesOfDay / 60)}:${String(minutesOfDay % 60).padStart(2, '0')}`
}

/** The end of a text that names a day, after which a number alone is an hour: `yesterday 3`, `12/11 10`. */
const dayEnd = String.raw`(yesterday|today|tomorrow|morning|afternoon|evening|ago|stamattina|mattina|pomeriggio|stasera|sera|ieri|oggi|domani|fa|scors[oa]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:lune|marte|mercole|giove|vener)d[ìi]|sabato|domenica|\d{4}-\d\d-\d\d)`

const minutesBefore: Readonly<Record<string, number>> = { 'un quarto': 15, cinque: 5, dieci: 10, venti: 20 }

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
  [/\b(?:(?:a|verso) )?mezzogiorno\b/iu, 'alle 12'],
  [/\b(?:(?:a|verso) )?mezzanotte\b/iu, 'alle 0'],
  [/\b(?:at )?midnight\b/iu, 'alle 0:00'],
  [
    new RegExp(String.raw`\b(?:at )?(half|(?:a )?quarter) past ${englishHour}\b`, 'iu'),
    (_, part = '', hour = '') => atTime(readHour(hour), /half/i.test(part) ? 30 : 15),
  ],
  [
    new RegExp(String.raw`\b(?:at )?(?:a )?quarter to ${englishHour}\b`, 'iu'),
    (_, hour = '') => atTime(readHour(hour), -15),
  ],
  // "h 15", "h. 15", "h15.30"
  [/\b(?:(?:alle|ore|at)\s+)?h\.?\s*(?=\d)/iu, 'alle '],
  // "15h", "15h30", but not "2h ago"
  [
    /\b(?:alle\s+|at\s+)?(\d{1,2})\s?h\s?(\d\d)?\b(?!\s*(?:ago|fa)\b)/iu,
    (_, hour = '', minute = '00') => `alle ${hour}:${minute}`,
  ],
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
    /\balle (\d{1,2}) meno (un quarto|cinque|dieci|venti|\d{1,2})\b/iu,
    (_, hour = '', minute = '') =>
      atTime(Number(hour), -(minutesBefore[minute.toLowerCase()] ?? Number(minute))),
  ],
  [
    /\balle (\d|1[01])((?::\d{2})?) (?:del pomeriggio|di sera)\b/iu,
    (_, hour = '', minute = '') => `alle ${Number(hour) + 12}${minute}`,
  ],
  [
    new RegExp(String.raw`\b${dayEnd},? (\d{1,2})(?:[.,:](\d{2}))?$`, 'iu'),
    (_, day = '', hour = '', minute = '00') => `${day} alle ${hour}:${minute}`,
  ],
  // "15.30", "15,30"
  [/^(?=\d{1,2}[.,]\d{2}$)/u, 'alle '],
  [/\balle (\d{1,2})[.,](\d{2})\b/iu, 'alle $1:$2'],
  [/\balle (\d{1,2})(?![\d:.,]|\s*[ap]\.?m\b)/iu, 'alle $1:00'],
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

import { isOfficeDay, romeInstant, weekday, dateParts } from './calendar.ts'
import type { DayNumber } from './calendar.ts'
import notes from './data/call-centre.json'
import type { DemoEvent } from './demo.ts'
import { personOf } from './people.ts'
import type { Owner } from './people.ts'
import type { Random } from './random.ts'

/** Long enough that the timeline needs its date scale. */
export const CALL_CENTRE_EVENTS = 12_000

const YEARS_IN_DAYS = 1690
const MINUTE = 60_000
const OPENING = 8 * 60 * MINUTE
const CLOSING = 19 * 60 * MINUTE

// hotels call before and during the seasons, and the group grows over the years
function weight(random: Random, day: DayNumber, age: number): number {
  if (weekday(day) === 0) return 0
  const { month } = dateParts(day)
  const season = [1.2, 1.3, 0.9, 0.6, 0.8, 1.3, 1.5, 1.2, 0.8, 0.6, 0.7, 1.5][month] ?? 1
  const kind = isOfficeDay(day) ? 1 : 0.25
  const growth = age < 25 ? 0.015 : age < 90 ? 0.15 : 0.4 + age / YEARS_IN_DAYS
  return season * kind * growth * (0.5 + random.next())
}

function callTimes(random: Random, lastDay: DayNumber): number[] {
  const first = lastDay - YEARS_IN_DAYS
  const weights = Array.from({ length: YEARS_IN_DAYS + 1 }, (_, age) => weight(random, first + age, age))
  // the first and the last day have calls on any weekday
  weights[0] = 0.11
  weights[YEARS_IN_DAYS] = 8
  const total = weights.reduce((sum, each) => sum + each, 0)
  const dates: number[] = []
  let sum = 0
  for (const [age, each] of weights.entries()) {
    sum += each
    const count = Math.round((CALL_CENTRE_EVENTS * sum) / total) - dates.length
    const slot = (CLOSING - OPENING) / Math.max(1, count)
    for (let index = 0; index < count; index += 1) {
      const time = OPENING + (index + random.next() * 0.9) * slot
      dates.push(romeInstant(first + age, Math.floor(time)))
    }
  }
  return dates
}

/** Picks an item that is not among `recent`, the last twelve picks, and adds it to them. */
function pickUnlikeRecent(random: Random, list: readonly string[], recent: string[]): string {
  let picked = random.pick(list)
  while (recent.includes(picked)) picked = random.pick(list)
  recent.push(picked)
  if (recent.length > 12) recent.shift()
  return picked
}

function callNote(random: Random, owner: Owner, ticket: number, recent: string[]): string {
  const english = random.chance(personOf(owner)?.english ?? 0)
  const values: Record<string, string> = {
    h: `${random.pick(notes.hotels)}, ${random.pick(notes.resorts)}`,
    n: String(ticket),
    m: String(random.int(3, 24)),
    c: String(random.int(2, 19)),
  }
  return pickUnlikeRecent(random, english ? notes.logs.en : notes.logs.it, recent).replaceAll(
    /\{(\w)\}/g,
    (whole, slot: string) => values[slot] ?? whole,
  )
}

/** The calls of almost five years until `lastDay`, with the changes of status and assignee between them. */
export function callCentreHistory(random: Random, lead: string, lastDay: DayNumber): DemoEvent[] {
  const changes = new Map<number, (typeof MILESTONES)[number]>(
    MILESTONES.map((milestone) => [milestone.index, milestone]),
  )
  let leadAssignee: string | null = null
  let ticket = 10_240
  const recent: string[] = []
  return callTimes(random, lastDay).map((at, index) => {
    const date = new Date(at).toISOString()
    const change = changes.get(index)
    if (change) {
      if ('assignee' in change) leadAssignee = change.assignee
      const status = 'status' in change ? change.status : null
      return { lead, date, owner: change.owner, note: change.note, status, leadAssignee }
    }
    ticket += random.int(1, 4)
    const share = random.next()
    const owner: Owner = share < 0.52 ? 'giulia' : share < 0.88 ? 'luca' : 'marco'
    return { lead, date, owner, note: callNote(random, owner, ticket, recent), status: null, leadAssignee }
  })
}

/** Events with a note of their own, most of them with a change; `index` is the position among all events. */
const MILESTONES = [
  {
    index: 0,
    owner: 'marco',
    status: 'New',
    assignee: 'marco',
    note: 'Ospitalpi, booking portal and buying group of some 800 hotels. They ask for one contract for all members, and a hotline.',
  },
  {
    index: 1,
    owner: 'marco',
    status: 'Contacted',
    note: 'Two hours with the board. They log every call of every member and want to see the log themselves, so this timeline will get long.',
  },
  {
    index: 2,
    owner: 'marco',
    status: 'Qualified',
    assignee: 'luca',
    note: 'Pilot with twenty hotels, calls logged here from today. Luca runs it.',
  },
  {
    index: 95,
    owner: 'luca',
    status: 'Proposal',
    note: 'Pilot over, 92 calls, two complaints. Frame contract offered: € 96,000 a year for all members, hotline included.',
  },
  {
    index: 141,
    owner: 'luca',
    status: 'Won',
    note: 'Frame contract signed in Trento, two years. First wave: 140 hotels.',
  },
  {
    index: 720,
    owner: 'marco',
    assignee: 'giulia',
    note: 'Passo a Giulia: il 70 % delle chiamate è in italiano, e lei conosce gli albergatori.',
  },
  {
    index: 1_680,
    owner: 'giulia',
    note: 'Seconda ondata: altri 210 hotel. Da domani si risponde anche il sabato.',
  },
  {
    index: 2_520,
    owner: 'giulia',
    assignee: null,
    note: 'Sono via un mese; chi è di turno risponde, nessun assegnatario.',
  },
  { index: 2_712, owner: 'giulia', assignee: 'giulia', note: 'Rientrata, riprendo io.' },
  {
    index: 3_600,
    owner: 'marco',
    note: 'Six hundred calls a quarter and an average of six minutes. The board is content, so am I.',
  },
  {
    index: 4_320,
    owner: 'giulia',
    status: 'Proposal',
    note: 'Rinnovo: offerti tre anni, 118.000 € l’anno, con la linea del sabato compresa.',
  },
  {
    index: 4_464,
    owner: 'giulia',
    note: 'Il consiglio chiede uno sconto sui piccoli sotto le dieci camere. Proposto: metà canone.',
  },
  {
    index: 4_560,
    owner: 'giulia',
    status: 'Won',
    note: 'Rinnovo firmato: tre anni, 112.000 € l’anno. Brindisi con il consiglio, breve.',
  },
  {
    index: 5_640,
    owner: 'marco',
    assignee: 'larentis+unicorno@spaziodati.example',
    note: 'For one season the hotline goes to our partner Larentis, we keep the contract.',
  },
  {
    index: 6_600,
    owner: 'marco',
    assignee: 'luca',
    note: 'Hotline back in house after the season. Larentis did well, but two systems were one too many.',
  },
  {
    index: 7_560,
    owner: 'luca',
    note: 'Members can now open tickets themselves; the calls should get fewer and harder.',
  },
  { index: 8_400, owner: 'luca', note: 'They got harder. Not fewer.' },
  { index: 9_360, owner: 'luca', assignee: 'giulia', note: 'Over to Giulia, I am on the big tender.' },
  {
    index: 10_320,
    owner: 'giulia',
    status: 'Contacted',
    note: 'Nuovo presidente, vuole rivedere tutto da capo. Primo incontro cordiale, ma si riparte quasi da zero.',
  },
  {
    index: 10_800,
    owner: 'giulia',
    status: 'Qualified',
    note: 'Il presidente ha letto il registro: «più di diecimila telefonate, e tutte chiuse». Si tratta il rinnovo.',
  },
  {
    index: 11_400,
    owner: 'giulia',
    status: 'Proposal',
    note: 'Offerta di rinnovo: quattro anni, 124.000 € l’anno, numero verde e referente unico.',
  },
  {
    index: 11_820,
    owner: 'marco',
    note: 'Rang the president. He wants to sign before the season, and one sentence about Sundays in the contract. He gets it.',
  },
] as const

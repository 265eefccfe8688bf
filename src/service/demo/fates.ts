import type { CompanyRow, PersonRow } from './lead-names.ts'
import type { Owner } from './people.ts'
import type { Outcome } from './plot.ts'
import type { Random } from './random.ts'

/** The outcome of a lead's story, and who is assigned at its end. */
export interface Fate {
  row: CompanyRow | PersonRow
  outcome: Outcome
  quiet: boolean
  assignee: Owner | null
  /** Calendar days since the last event. */
  back: number
  after: number
  handovers: number
  fresh: boolean
}

const settled = { quiet: false, after: 0, handovers: 0, fresh: false } as const

/** The leads of the design sketch, with the status and assignee that it shows. */
export const SKETCHED: readonly Fate[] = [
  {
    ...settled,
    row: ['Cantina Valle dei Laghi', 'Valle dei Laghi', 'wine', 'Trento'],
    outcome: 'proposal',
    assignee: 'giulia',
    back: 1,
  },
  {
    ...settled,
    row: ['Elena Tomasi', 'f', 'consulente assicurativa', 'insurance adviser', 'insure', 'Trento', 'sig.'],
    outcome: 'contacted',
    assignee: 'giulia',
    back: 1,
  },
  {
    ...settled,
    row: ['Trentino Logistica S.r.l.', 'Trentino Logistica', 'transport', 'Trento'],
    outcome: 'new',
    assignee: null,
    back: 3,
  },
  {
    ...settled,
    row: ['Birrificio Monte Baldo', 'Monte Baldo', 'food', 'Rovereto'],
    outcome: 'won',
    assignee: 'luca',
    back: 11,
  },
  {
    ...settled,
    row: ['Studio Legale Ravelli e Associati', 'Studio Ravelli', 'law', 'Verona'],
    outcome: 'lostLate',
    assignee: 'marco',
    back: 19,
  },
  {
    ...settled,
    row: ['Acque del Garda', 'Acque del Garda', 'water', 'Desenzano'],
    outcome: 'contacted',
    quiet: true,
    assignee: 'giulia',
    back: 41,
  },
]

/** The outcomes, each with its share of the leads (per cent) and the age of the last event (calendar days, from and to). */
const FATES: readonly { share: number; outcome: Outcome; quiet: boolean; back: readonly [number, number] }[] =
  [
    { share: 11, outcome: 'new', quiet: false, back: [1, 30] },
    { share: 15, outcome: 'contacted', quiet: false, back: [1, 18] },
    { share: 12, outcome: 'contacted', quiet: true, back: [42, 170] },
    { share: 11, outcome: 'qualified', quiet: false, back: [1, 16] },
    { share: 4, outcome: 'qualified', quiet: true, back: [40, 120] },
    { share: 9, outcome: 'proposal', quiet: false, back: [1, 14] },
    { share: 4, outcome: 'proposal', quiet: true, back: [40, 90] },
    { share: 16, outcome: 'won', quiet: false, back: [2, 150] },
    { share: 8, outcome: 'lostEarly', quiet: false, back: [10, 240] },
    { share: 7, outcome: 'lostLate', quiet: false, back: [3, 130] },
    { share: 2, outcome: 'parked', quiet: false, back: [270, 340] },
    { share: 1, outcome: 'revived', quiet: false, back: [2, 30] },
  ]

/** @param position the lead's position among all leads, 0 to 1, so that the shares above are exact */
export function castFate(random: Random, position: number, row: CompanyRow | PersonRow): Fate {
  let left = position * 100
  const fate = FATES.find(({ share }) => (left -= share) < 0)
  const { outcome, quiet, back } = fate ?? { outcome: 'new', quiet: false, back: [1, 30] }
  const assignee = random.pick(['giulia', 'giulia', 'giulia', 'luca', 'luca', 'luca', 'marco'] as const)
  const inProgress = outcome === 'contacted' || outcome === 'qualified' || outcome === 'proposal'
  return {
    row,
    outcome,
    quiet,
    assignee: outcome === 'new' && random.chance(0.25) ? null : assignee,
    back: random.int(back[0] ?? 1, back[1] ?? 30),
    after: random.int(0, 5),
    handovers: random.chance(0.42) ? random.int(1, 2) : 0,
    fresh: inProgress && !quiet && random.chance(0.14),
  }
}

import type { Random } from './random.ts'
import { EPISODES } from './scenes.ts'
import type { Episode, Scene } from './scenes.ts'
import type { Status } from './statuses.ts'

/** The state that a lead's story ends with. */
export type Outcome =
  | 'new'
  | 'contacted'
  | 'qualified'
  | 'proposal'
  | 'won'
  | 'lostEarly'
  | 'lostLate'
  | 'parked'
  | 'revived'

export interface Turn {
  scene: Scene
  status: Status | null
}

export interface PlotOptions {
  outcome: Outcome
  /** The story stops without a final status. */
  quiet: boolean
  kind: 'company' | 'person'
  discounted: boolean
  /** The maximum number of scenes after the signature. */
  after: number
}

const FUNNEL = ['new', 'contacted', 'qualified', 'proposal'] as const
const DEPTH: Readonly<Record<Outcome, number>> = {
  new: 0,
  contacted: 1,
  lostEarly: 1,
  parked: 1,
  revived: 1,
  qualified: 2,
  proposal: 3,
  lostLate: 3,
  won: 3,
}

const plain = (scene: Scene): Turn => ({ scene, status: null })

function fillers(random: Random, alive: boolean): Turn[] {
  const scenes: Scene[] = []
  if (random.chance(0.45)) scenes.push('noAnswer')
  if (random.chance(0.55)) scenes.push('smallTalk')
  if (random.chance(alive ? 0.12 : 0.3)) scenes.push('postponed')
  return random.shuffle(scenes).map(plain)
}

function episodes(random: Random, names: readonly Episode[], count: number): Turn[] {
  const chosen = random.shuffle(names).slice(0, count)
  return chosen.flatMap((name) => EPISODES[name].map(plain).concat(fillers(random, true)))
}

function contactedPhase(random: Random, { outcome }: PlotOptions): Turn[] {
  const count = DEPTH[outcome] > 1 ? random.int(2, 4) : random.int(0, 3)
  const names: Episode[] = ['info', 'sample', 'visit', 'demo', 'references', 'supplier']
  return [
    { scene: 'contacted', status: 'Contacted' },
    ...fillers(random, false),
    ...episodes(random, names, count),
  ]
}

function qualifiedPhase(random: Random, { kind }: PlotOptions): Turn[] {
  const names: Episode[] = kind === 'company' ? ['pilot', 'technical', 'boss'] : ['pilot']
  const count = kind === 'company' ? random.int(1, 3) : random.int(0, 1)
  return [
    { scene: 'qualified', status: 'Qualified' },
    ...fillers(random, true),
    ...episodes(random, names, count),
    ...fillers(random, true),
  ]
}

function proposalPhase(random: Random, { discounted }: PlotOptions): Turn[] {
  const names: Episode[] = random.chance(0.5) ? ['legal'] : []
  const chases = Array.from({ length: random.int(1, 4) }, () => plain('chase'))
  const deal = discounted ? EPISODES.discount.map(plain) : []
  const start: Turn[] = [{ scene: 'proposal', status: 'Proposal' }, ...chases.slice(0, 2)]
  return [...start, ...deal, ...names.flatMap((name) => EPISODES[name].map(plain)), ...chases.slice(2)]
}

function ending(random: Random, { outcome, quiet, after }: PlotOptions): Turn[] {
  if (outcome === 'lostEarly') return [...fillers(random, false), { scene: 'lostEarly', status: 'Lost' }]
  if (outcome === 'parked') return [{ scene: 'parked', status: 'Parked' }]
  if (outcome === 'revived') {
    const back: Turn[] = [
      { scene: 'parked', status: 'Parked' },
      { scene: 'revived', status: 'Contacted' },
    ]
    return [...back, ...episodes(random, ['technical', 'pilot'], 1), ...fillers(random, true)]
  }
  if (outcome === 'lostLate') {
    const echo = random.chance(0.3) ? [plain('afterLost')] : []
    return [{ scene: 'lostLate', status: 'Lost' }, ...echo]
  }
  if (outcome === 'won') {
    const yes = random.chance(0.6) ? [plain('verbalYes')] : []
    const care: Scene[] = ['kickoff', 'invoice', 'training', 'firstFeedback', 'upsell']
    return [...yes, { scene: 'won', status: 'Won' }, ...care.slice(0, after).map(plain)]
  }
  return quiet ? Array.from({ length: random.int(1, 3) }, () => plain('quietTail')) : []
}

/** The scenes of one lead's life in order, and where its status changes. */
export function createPlot(random: Random, options: PlotOptions): Turn[] {
  const depth = DEPTH[options.outcome]
  const tries = Array.from({ length: random.int(depth === 0 ? 0 : 1, 3) }, () => plain('attempt'))
  const mail = random.chance(0.5) ? [plain('firstMail')] : []
  const turns: Turn[] = [{ scene: 'opened', status: 'New' }, ...tries, ...mail]
  const phases = [contactedPhase, qualifiedPhase, proposalPhase]
  for (const phase of phases.slice(0, depth)) turns.push(...phase(random, options))
  // an open lead may be in the middle of an episode
  const open = FUNNEL.some((outcome) => outcome === options.outcome)
  const last = turns.findLastIndex(({ status }) => status !== null)
  const cut = open ? Math.max(last + 1, turns.length - random.int(0, 2)) : turns.length
  return [...turns.slice(0, cut), ...ending(random, options)]
}

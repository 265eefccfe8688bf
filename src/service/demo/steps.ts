import { PARTNERS } from './cast.ts'
import { colleague, personOf } from './people.ts'
import type { Owner } from './people.ts'
import type { Turn } from './plot.ts'
import type { Random } from './random.ts'

/** A turn of the plot, with who wrote it and who has the lead after it and had it before. */
export interface Step extends Turn {
  owner: Owner
  assignee: string | null
  previous: string | null
}

function handover(random: Random, step: Step): Step[] {
  const { assignee } = step
  const kind = random.next()
  const base = { ...step, status: null, previous: assignee }
  if (assignee === null) {
    const owner = colleague(random, null)
    return [{ ...base, scene: 'taken', owner, assignee: owner }]
  }
  const from = personOf(assignee)?.id
  if (kind < 0.12)
    return [{ ...base, scene: 'handoverPartner', owner: 'marco', assignee: random.pick(PARTNERS).id }]
  if (kind < 0.25) {
    const taker = colleague(random, assignee)
    const released: Step = { ...base, scene: 'released', owner: 'marco', assignee: null }
    return [released, { ...base, scene: 'taken', owner: taker, assignee: taker, previous: null }]
  }
  const to = colleague(random, assignee)
  if (from && kind < 0.55) return [{ ...base, scene: 'handoverGive', owner: from, assignee: to }]
  if (from === 'marco' || to === 'marco' || kind < 0.8)
    return [{ ...base, scene: 'handoverTake', owner: to, assignee: to }]
  return [{ ...base, scene: 'handoverMove', owner: 'marco', assignee: to }]
}

/**
 * Who does what, and when the lead changes hands.
 * @param first who has the lead at first; null is nobody
 * @param handovers how often the lead changes hands at most
 */
export function castSteps(
  random: Random,
  turns: readonly Turn[],
  first: Owner | null,
  handovers: number,
): Step[] {
  const steps: Step[] = []
  let assignee: string | null = first
  // before the first talk there is nothing to hand over, and the end stays in the hands that made it
  const settled = turns.findIndex(({ status }) => status === 'Contacted')
  const moves = new Set(
    Array.from({ length: settled < 0 || turns.length < 8 ? 0 : handovers }, () =>
      random.int(settled + 2, turns.length - 3),
    ),
  )
  for (const [index, turn] of turns.entries()) {
    const mine = personOf(assignee)?.id
    let owner: Owner = mine && random.chance(0.9) ? mine : colleague(random, assignee)
    if (turn.scene === 'managerNote' || (turn.scene === 'opened' && random.chance(0.5))) owner = 'marco'
    const step: Step = { ...turn, owner, assignee, previous: index === 0 ? null : assignee }
    steps.push(step)
    if (moves.has(index)) steps.push(...handover(random, step))
    assignee = steps.at(-1)?.assignee ?? null
  }
  return steps
}

import { PARTNERS } from './cast.ts'
import { colleague, personOf } from './people.ts'
import type { Owner } from './people.ts'
import type { Turn } from './plot.ts'
import type { Random } from './random.ts'

/** A turn of the plot with its owner, and the lead's assignee after it and before it (`previous`). */
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
    const nextAssignee = colleague(random, assignee)
    const released: Step = { ...base, scene: 'released', owner: 'marco', assignee: null }
    return [
      released,
      { ...base, scene: 'taken', owner: nextAssignee, assignee: nextAssignee, previous: null },
    ]
  }
  const to = colleague(random, assignee)
  if (from && kind < 0.55) return [{ ...base, scene: 'handoverGive', owner: from, assignee: to }]
  if (from === 'marco' || to === 'marco' || kind < 0.8)
    return [{ ...base, scene: 'handoverTake', owner: to, assignee: to }]
  return [{ ...base, scene: 'handoverMove', owner: 'marco', assignee: to }]
}

/**
 * Assigns an owner and an assignee to each turn, and inserts the changes of assignee.
 * @param first the lead's first assignee; `null` is unassigned
 * @param handovers the maximum number of changes of assignee
 */
export function castSteps(
  random: Random,
  turns: readonly Turn[],
  first: Owner | null,
  handovers: number,
): Step[] {
  const steps: Step[] = []
  let assignee: string | null = first
  // the assignee changes neither before the first contact nor at the end of the story
  const contacted = turns.findIndex(({ status }) => status === 'Contacted')
  const handoverIndexes = new Set(
    Array.from({ length: contacted < 0 || turns.length < 8 ? 0 : handovers }, () =>
      random.int(contacted + 2, turns.length - 3),
    ),
  )
  for (const [index, turn] of turns.entries()) {
    const assignedUser = personOf(assignee)?.id
    let owner: Owner = assignedUser && random.chance(0.9) ? assignedUser : colleague(random, assignee)
    if (turn.scene === 'managerNote' || (turn.scene === 'opened' && random.chance(0.5))) owner = 'marco'
    const step: Step = { ...turn, owner, assignee, previous: index === 0 ? null : assignee }
    steps.push(step)
    if (handoverIndexes.has(index)) steps.push(...handover(random, step))
    assignee = steps.at(-1)?.assignee ?? null
  }
  return steps
}

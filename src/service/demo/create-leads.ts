import type { DayNumber } from './calendar.ts'
import type { Dossier } from './dossier.ts'
import { companyDossier, personDossier } from './dossier.ts'
import { castFate, SKETCHED } from './fates.ts'
import type { CompanyRow, PersonRow } from './lead-names.ts'
import { COMPANIES, PERSONS } from './lead-names.ts'
import { createRandom } from './random.ts'
import type { Random } from './random.ts'
import type { Plan } from './story.ts'

/** A lead whose story is generated from a seed. */
export interface PlannedLead {
  name: string
  plan: Plan
  dossier: Dossier
  seed: number
}

function leadId(random: Random, kind: 'company' | 'person'): string {
  const letters = (kind === 'company' ? '0123456789abcdef' : '23456789abcdefghjkmnpqrstuvwxyz').split('')
  const text = Array.from({ length: kind === 'company' ? 12 : 8 }, () => random.pick(letters)).join('')
  return kind === 'company' ? text : `per-${text}`
}

/** Creates `count` company and person leads, each with the plan and the facts that its story is generated from. */
export function createLeads(
  seed: number,
  count: number,
  today: DayNumber,
  recent: { from: number; until: number; office: boolean },
): PlannedLead[] {
  const random = createRandom(seed + 1)
  const rows: readonly (CompanyRow | PersonRow)[] = [...PERSONS, ...COMPANIES].slice(
    0,
    count - SKETCHED.length,
  )
  const positions = random.shuffle(rows.map((_, index) => (index + 0.5) / rows.length))
  const fates = rows.map((row, index) => castFate(random, positions[index] ?? 0, row))
  return [...SKETCHED, ...fates].map(({ row, fresh, back, ...fate }, index) => {
    const discounted = random.chance(0.45)
    const kind = row.length === 4 ? 'company' : 'person'
    const lastDay = today - (fresh ? Math.max(2, back) : back)
    const at = Math.floor(recent.from + random.next() * (recent.until - recent.from - 60_000))
    const freshEvent = { fresh: { at, scene: recent.office ? ('fresh' as const) : ('offHours' as const) } }
    return {
      name: row[0],
      plan: { ...fate, kind, discounted, lead: leadId(random, kind), lastDay, ...(fresh ? freshEvent : {}) },
      dossier:
        row.length === 4 ? companyDossier(random, row, discounted) : personDossier(random, row, discounted),
      seed: seed + 1000 + index,
    }
  })
}

import { CALL_CENTRE_LEAD, EVENTLESS_LEAD, SPECIAL_LEADS } from './special-leads.ts'
import { callCentreHistory } from './call-centre.ts'
import { officeDayUntil, romeDay } from './calendar.ts'
import type { Demo, DemoEvent, DemoLead } from './demo.ts'
import { createLeads } from './create-leads.ts'
import { officineFerrari } from './officine-ferrari.ts'
import { PEOPLE } from './people.ts'
import { createRandom } from './random.ts'
import { recentWindow } from './schedule.ts'
import { tellScript } from './script.ts'
import { STATUSES } from './statuses.ts'
import { tellStory } from './story.ts'
import type { Template } from './template.ts'

export type { Demo, DemoEvent, DemoLead } from './demo.ts'

/** Change it, and every story, name and figure of the demo changes with it. */
const SEED = 20_240_416

const byName = new Intl.Collator('it')

const FERRARI: DemoLead = { id: '6da785b3adf2', type: 'company', name: 'Officine Ferrari S.p.A.' }

/**
 * The demo's application, people, leads and events: a pure function, the same for the same `now`. With another
 * `now` the same stories happen at other times, up to it and never after it.
 * @returns 200 leads and some 16,000 events, 12,000 of them of one lead
 * @throws RangeError where `now` is no date
 */
export function createDemo(now: Date): Demo {
  const at = now.getTime()
  if (Number.isNaN(at)) throw new RangeError('The demo needs a date to end at.')
  const today = romeDay(at)
  const recent = recentWindow(at, today)
  const random = createRandom(SEED)
  const told: DemoEvent[][] = [
    tellScript(random, FERRARI.id, officineFerrari(recent.office), today, Math.floor(recent.until)),
    callCentreHistory(random, CALL_CENTRE_LEAD.id, officeDayUntil(today - 1)),
    ...SPECIAL_LEADS.map(({ id, lines }) => tellScript(random, id, lines, today)),
  ]
  const memory = { uses: new Map<Template, number>(), everywhere: new Set<string>() }
  const written = [FERRARI, CALL_CENTRE_LEAD, EVENTLESS_LEAD, ...SPECIAL_LEADS]
  const leads: DemoLead[] = written.map(({ id, type, name }) => ({ id, type, name }))
  for (const { name, plan, dossier, seed } of createLeads(SEED, 200 - leads.length, today, recent)) {
    leads.push({ id: plan.lead, type: plan.kind, name })
    told.push(tellStory(createRandom(seed), plan, dossier, memory))
  }
  return {
    application: { id: 'demo', name: 'Leadline demo', features: ['useLeadEventsSync'], token: 'demo-token' },
    people: PEOPLE.map(({ id, name, email, role }) => ({ id, name, email, role })),
    statusCollection: { id: 'demo-funnel', statuses: STATUSES },
    leads: leads.toSorted((a, b) => byName.compare(a.name, b.name)),
    // dates of one form compare as their texts do
    events: told.flat().toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  }
}

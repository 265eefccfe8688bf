import { CALL_CENTRE_LEAD, EVENTLESS_LEAD, SPECIAL_LEADS } from './special-leads.ts'
import { callCentreHistory } from './call-centre.ts'
import { officeDayUntil, romeDay } from './calendar.ts'
import type { Demo, DemoEvent, DemoLead } from './demo.ts'
import { createLeads } from './create-leads.ts'
import { officineFerrari } from './officine-ferrari.ts'
import { PEOPLE } from './people.ts'
import { createRandom } from './random.ts'
import { recentWindow } from './schedule.ts'
import { scriptEvents } from './script.ts'
import { STATUSES } from './statuses.ts'
import { storyEvents } from './story.ts'
import type { Template } from './template.ts'

export type { Demo, DemoEvent, DemoLead } from './demo.ts'

/** A different seed changes every story, name and figure of the demo. */
const SEED = 20_240_416

const byName = new Intl.Collator('it')

const FERRARI: DemoLead = { id: '6da785b3adf2', type: 'company', name: 'Officine Ferrari S.p.A.' }

/**
 * Creates the demo's application, users, leads and events: a pure function of `now`. Another `now` gives the same
 * stories at other times, and never an event after it.
 * @returns 200 leads and about 16,000 events, 12,000 of them on one lead
 * @throws RangeError if `now` is an invalid date
 */
export function createDemo(now: Date): Demo {
  const at = now.getTime()
  if (Number.isNaN(at)) throw new RangeError('The demo needs a date to end at.')
  const today = romeDay(at)
  const recent = recentWindow(at, today)
  const random = createRandom(SEED)
  const timelines: DemoEvent[][] = [
    scriptEvents(random, FERRARI.id, officineFerrari(recent.office), today, Math.floor(recent.until)),
    callCentreHistory(random, CALL_CENTRE_LEAD.id, officeDayUntil(today - 1)),
    ...SPECIAL_LEADS.map(({ id, lines }) => scriptEvents(random, id, lines, today)),
  ]
  const usedNotes = { uses: new Map<Template, number>(), everywhere: new Set<string>() }
  const handwritten = [FERRARI, CALL_CENTRE_LEAD, EVENTLESS_LEAD, ...SPECIAL_LEADS]
  const leads: DemoLead[] = handwritten.map(({ id, type, name }) => ({ id, type, name }))
  for (const { name, plan, dossier, seed } of createLeads(SEED, 200 - leads.length, today, recent)) {
    leads.push({ id: plan.lead, type: plan.kind, name })
    timelines.push(storyEvents(createRandom(seed), plan, dossier, usedNotes))
  }
  return {
    application: { id: 'demo', name: 'Leadline demo', features: ['useLeadEventsSync'], token: 'demo-token' },
    people: PEOPLE.map(({ id, name, email, role }) => ({ id, name, email, role })),
    statusCollection: { id: 'demo-funnel', statuses: STATUSES },
    leads: leads.toSorted((a, b) => byName.compare(a.name, b.name)),
    // the dates have one format, so their texts compare in the same order
    events: timelines.flat().toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  }
}

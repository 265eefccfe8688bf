import type { DayNumber } from './calendar.ts'
import { romeDay, dateParts } from './calendar.ts'
import { PARTNERS } from './cast.ts'
import type { DemoEvent } from './demo.ts'
import { datesInWords } from './dates-in-words.ts'
import type { Dossier } from './dossier.ts'
import englishNotes from './data/notes.en.json'
import italianNotes from './data/notes.it.json'
import { colleague, personOf } from './people.ts'
import type { Owner } from './people.ts'
import { createPlot } from './plot.ts'
import type { PlotOptions } from './plot.ts'
import type { Random } from './random.ts'
import { schedule } from './schedule.ts'
import { GAPS } from './scenes.ts'
import type { NoteBook, Scene } from './scenes.ts'
import { castSteps } from './steps.ts'
import { writeNote } from './write-note.ts'
import type { UsedNotes } from './write-note.ts'

/** The properties of a lead that its story is generated from. */
export interface Plan extends PlotOptions {
  lead: string
  /** The lead's first assignee; `null` is unassigned. */
  assignee: Owner | null
  /** The latest possible day of the story's last event. */
  lastDay: DayNumber
  /** One more event at this instant (milliseconds, UTC), after all others. */
  fresh?: { at: number; scene: 'fresh' | 'offHours' }
  /** The maximum number of changes of assignee. */
  handovers: number
}

/** About one year: the gaps of longer stories are shortened. */
const MAX_WORKING_DAYS = 235

function seasonal(random: Random, scene: Scene, at: number): Scene {
  if (scene !== 'smallTalk' && scene !== 'postponed') return scene
  const { month, date } = dateParts(romeDay(at))
  if (month === 11 && date > 11 && random.chance(0.5)) return 'beforeChristmas'
  if (((month === 6 && date > 22) || (month === 7 && date < 10)) && random.chance(0.5)) return 'beforeSummer'
  return scene
}

function gap(random: Random, scene: Scene): number {
  const [fewest, most] = GAPS[scene]
  return random.int(fewest, most)
}

function callName(id: string | null, language: 'en' | 'it'): string {
  return personOf(id)?.first ?? PARTNERS.find((partner) => partner.id === id)?.[language] ?? ''
}

/** Generates the events of one lead, in ascending order. @param used the templates and texts that other leads have used */
export function storyEvents(
  random: Random,
  plan: Plan,
  dossier: Dossier,
  used: Pick<UsedNotes, 'uses' | 'everywhere'>,
): DemoEvent[] {
  const turns = createPlot(random, plan)
  const contacted = turns.findIndex(({ status }) => status === 'Contacted')
  if (contacted > 0 && turns.length > 7 && plan.assignee !== 'marco' && random.chance(0.35)) {
    turns.splice(random.int(contacted + 3, turns.length - 2), 0, { scene: 'managerNote', status: null })
  }
  const steps = castSteps(random, turns, plan.assignee, plan.handovers)
  const gaps = steps.map(({ scene }) => gap(random, scene))
  const dates = schedule(random, gaps, plan.lastDay, MAX_WORKING_DAYS)
  if (plan.fresh) {
    const { scene, at } = plan.fresh
    const assignee = steps.at(-1)?.assignee ?? null
    const owner = personOf(assignee)?.id ?? colleague(random, null)
    steps.push({ scene, status: null, owner, assignee, previous: assignee })
    dates.push(at)
  }
  const outcomeAt = steps.findLastIndex(({ status }) => status === 'Won' || status === 'Lost')
  const decision = romeDay(dates[outcomeAt] ?? dates.at(-1) ?? 0) + (outcomeAt < 0 ? random.int(20, 80) : 24)
  const agreed = steps.findIndex(({ scene }) => scene === 'discountGranted')
  const usedNotes: UsedNotes = { ...used, texts: new Set(), templateKeys: new Set() }
  return steps.flatMap((step, index) => {
    const at = dates[index]
    if (at === undefined) return []
    const writer = personOf(step.owner)
    const language = random.chance(writer?.english ?? 0) ? 'en' : 'it'
    const facts = {
      ...dossier[language],
      ...(agreed >= 0 && index > agreed ? { price: dossier.en.final, prezzo: dossier.it.finale } : {}),
      ...(step.owner === 'marco' ? {} : { manager: 'Marco', capoNostro: 'Marco' }),
      ...datesInWords(random, at, dates[index + 1], decision),
      io: writer?.io ?? 'o',
      from: callName(step.previous, language),
      to: callName(step.assignee, language),
    }
    const book: NoteBook = language === 'en' ? englishNotes : italianNotes
    const withoutNote =
      index > 0 && (step.status !== null || step.assignee !== step.previous) && random.chance(0.03)
    const scene = seasonal(random, step.scene, at)
    const note = withoutNote ? null : writeNote(random, book, scene, dossier.kind, facts, usedNotes)
    return [
      {
        lead: plan.lead,
        date: new Date(at).toISOString(),
        owner: step.owner,
        note,
        status: step.status,
        leadAssignee: step.assignee,
      },
    ]
  })
}

import { shiftInstant, type Instant } from '../../src/contract/instant.ts'
import { STATUSES } from '../../src/service/demo/statuses.ts'
import { createRandom, type Random } from '../../src/service/demo/random.ts'
import type { EventLine } from '../../src/service/store/imports/event-import-lines.ts'
import { inventNote } from './invent-note.ts'
import { people, statusCollectionId } from './application.ts'

/*
 * The measured events must be the same in a database of any size; otherwise the figures would compare leads instead
 * of sizes. So each database has the same block of 20,000 events, and `size` other events: one lead of 10,000, which
 * the page at offset 9,950 needs, and fifty of 200, which reach as far when they are interleaved. The block is spread
 * evenly over the years and the database, as leads of any age are, and not placed where a cache would find it in one
 * piece.
 */
export const longLead = 'bench-long'
export const fiftyLeads: readonly string[] = Array.from({ length: 50 }, (_, index) => `bench-fifty-${index}`)
export const measuredEvents = 20_000

/** A word that only the measured block contains, in each 1,000th of its notes. */
export const rareWord = 'zafferano'
/** A word that every ninth note contains. */
export const commonWord = 'offerta'

/** The time span of all events in milliseconds: three years. */
const spanMs = 3 * 365 * 24 * 60 * 60 * 1000

/** The other leads have 20 events on average, by a power law: the longest of a million events has some 25,000. */
const eventsPerLead = 20

/**
 * Generates all events of a database up to an instant, in the order of their dates, always the same ones for a size
 * and an instant. The generator returns them one by one, so that millions take no memory.
 */
export function* generateEvents(size: number, until: Instant): Generator<EventLine> {
  const random = createRandom(size)
  const measuredRandom = createRandom(0)
  const total = size + measuredEvents
  const begin = shiftInstant(until, -spanMs)
  for (let line = 0, measured = 0; line < total; line++) {
    const date = shiftInstant(begin, Math.floor((spanMs / total) * line))
    if (Math.floor(((line + 1) * measuredEvents) / total) > measured) {
      yield {
        ...generateEvent(measuredRandom, measuredLead(measured)),
        ...withNote(measuredRandom, measured),
        line,
        date,
      }
      measured++
    } else {
      yield {
        ...generateEvent(random, `lead-${powerLaw(random, size)}`),
        note: inventNote(random),
        line,
        date,
      }
    }
  }
}

/** Returns the long lead and the fifty others in turn. */
function measuredLead(index: number): string {
  return index % 2 === 0 ? longLead : (fiftyLeads[Math.floor(index / 2) % fiftyLeads.length] ?? longLead)
}

function withNote(random: Random, index: number): Pick<EventLine, 'note'> {
  const note = inventNote(random)
  return { note: index % 1_000 === 0 ? `${note} Con ${rareWord}.` : note }
}

function powerLaw(random: Random, size: number): number {
  return Math.floor(Math.ceil(size / eventsPerLead) * random.next() ** 3)
}

function generateEvent(random: Random, lead: string): Omit<EventLine, 'line' | 'date' | 'note'> {
  return {
    lead,
    // a lead's type never changes
    type: lead.length % 2 === 0 ? 'company' : 'person',
    owner: random.pick(people).id,
    status: random.chance(0.2) ? random.pick(STATUSES).label : null,
    statusCollectionId,
    leadAssignee: random.chance(0.1) ? random.pick(people).id : null,
    leadAssigneeRemove: false,
    part: 0,
    leadName: null,
    externalId: null,
  }
}

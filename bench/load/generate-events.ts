import { shiftInstant, type Instant } from '../../src/contract/instant.ts'
import { STATUSES } from '../../src/service/demo/statuses.ts'
import { createRandom, type Random } from '../../src/service/demo/random.ts'
import type { EventLine } from '../../src/service/store/imports/event-import-lines.ts'
import { inventNote } from './invent-note.ts'
import { people, statusCollectionId } from './application.ts'

/*
 * What is measured has to be the same in a database of any size, or the figures would compare the leads and not the
 * sizes. So each database has the same block of 20,000 events, and `size` others beside them: one lead of 10,000, which
 * the page at offset 9,950 needs, and fifty of 200, which reach as far when they are interleaved. The block is spread
 * evenly over the years and the database, as leads of any age are, not put where a cache would find it in one piece.
 */
export const longLead = 'bench-long'
export const fiftyLeads: readonly string[] = Array.from({ length: 50 }, (_, index) => `bench-fifty-${index}`)
export const measuredEvents = 20_000

/** A word of the measured block only, in each 1,000th of its notes. */
export const rareWord = 'zafferano'
/** A word of every ninth note. */
export const commonWord = 'offerta'

/** Milliseconds that all events lie in: three years. */
const span = 3 * 365 * 24 * 60 * 60 * 1000

/** Others' leads have 20 events in the mean, by a power law: the longest of a million events has some 25,000. */
const eventsALead = 20

/**
 * All events of a database up to a moment, in the order of their dates: always the same for a size and moment. They are
 * invented one by one, so that millions take no memory.
 */
export function* inventEvents(size: number, until: Instant): Generator<EventLine> {
  const random = createRandom(size)
  const measuredRandom = createRandom(0)
  const total = size + measuredEvents
  const begin = shiftInstant(until, -span)
  for (let line = 0, measured = 0; line < total; line++) {
    const date = shiftInstant(begin, Math.floor((span / total) * line))
    if (Math.floor(((line + 1) * measuredEvents) / total) > measured) {
      yield {
        ...inventEvent(measuredRandom, measuredLead(measured)),
        ...noted(measuredRandom, measured),
        line,
        date,
      }
      measured++
    } else {
      yield { ...inventEvent(random, `lead-${powerLaw(random, size)}`), note: inventNote(random), line, date }
    }
  }
}

/** The long lead and the fifty in turn. */
function measuredLead(index: number): string {
  return index % 2 === 0 ? longLead : (fiftyLeads[Math.floor(index / 2) % fiftyLeads.length] ?? longLead)
}

function noted(random: Random, index: number): Pick<EventLine, 'note'> {
  const note = inventNote(random)
  return { note: index % 1_000 === 0 ? `${note} Con ${rareWord}.` : note }
}

function powerLaw(random: Random, size: number): number {
  return Math.floor(Math.ceil(size / eventsALead) * random.next() ** 3)
}

function inventEvent(random: Random, lead: string): Omit<EventLine, 'line' | 'date' | 'note'> {
  return {
    lead,
    // fixed for a lead
    type: lead.length % 2 === 0 ? 'company' : 'person',
    owner: random.pick(people).id,
    status: random.chance(0.2) ? random.pick(STATUSES).label : null,
    statusCollectionId,
    leadAssignee: random.chance(0.1) ? random.pick(people).id : null,
    leadAssigneeRemove: false,
  }
}

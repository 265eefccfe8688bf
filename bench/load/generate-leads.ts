import { shiftInstant, type Instant } from '../../src/contract/instant.ts'
import { createRandom, type Random } from '../../src/service/demo/random.ts'
import { STATUSES } from '../../src/service/demo/statuses.ts'
import type { EventLine } from '../../src/service/store/imports/event-import-lines.ts'
import { people, statusCollectionId } from './application.ts'

/** A word that every twentieth name contains, and one of each thousandth. */
export const commonName = 'officine'
export const rareName = 'zafferano'
/** A word of every third name. */
export const legalForm = 'srl'

const sectors =
  `Officine Trasporti Falegnameria Cantina Vetreria Impianti Edilizia Tessitura Stamperia Mobili Acque Molino
  Autolinee Pastificio Serramenti Carpenteria Logistica Farmacia Studio Consorzio`.split(/\s+/)
const forms = ['S.r.l.', 'S.p.A.', 'SNC', ''] as const
const syllables =
  'ba ber bi bru can ci dal fer ga gio lan lu ma men mo na nic pa ros sal ti to ver za zor'.split(' ')

/** The time span of the leads' latest events in milliseconds: one year, so that most open leads are quiet. */
const spanMs = 365 * 24 * 60 * 60 * 1000

/** Generates leads with a name and one event each, in the order of their dates, always the same ones for a number. */
export function* generateLeads(count: number, until: Instant): Generator<EventLine> {
  const random = createRandom(count)
  const begin = shiftInstant(until, -spanMs)
  for (let line = 0; line < count; line++) {
    yield {
      line,
      part: 0,
      lead: `named-${line}`,
      leadName: nameOf(random, line),
      externalId: null,
      type: random.chance(0.8) ? 'company' : 'person',
      date: shiftInstant(begin, Math.floor((spanMs / count) * line)),
      owner: random.pick(people).id,
      note: 'Called.',
      status: random.chance(0.95) ? random.pick(STATUSES).label : null,
      statusCollectionId,
      leadAssignee: random.chance(0.9) ? random.pick(people).id : null,
      leadAssigneeRemove: false,
    }
  }
}

function nameOf(random: Random, line: number): string {
  const surname = Array.from({ length: random.int(2, 4) }, () => random.pick(syllables)).join('')
  const rare = line % 1_000 === 500 ? ` ${rareName}` : ''
  return `${random.pick(sectors)} ${surname.charAt(0).toUpperCase()}${surname.slice(1)}${rare} ${random.pick(forms)}`.trim()
}

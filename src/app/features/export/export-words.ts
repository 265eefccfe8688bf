import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatTimeOfDay, type Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import type { PersonNames } from '../../shared/people/use-person-names.ts'
import { changeMessage } from '../../shared/events/change-message.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'

/** What the words of an export take: its reader, their language, and the names behind identifiers. */
export interface ExportWords {
  readonly t: Translate
  readonly viewer: Viewer
  readonly names: PersonNames
  /** the name of a lead, where there is one */
  readonly lead: (id: string) => string
  /** whose events these are */
  readonly title: string
  /** how many, in which order, what was left out, and of when that is */
  readonly subtitle: string
  /** several leads' events stand together, so each names its own */
  readonly namesLead: boolean
}

/** The line above a note: when, who, about whom, and what changed. */
export interface EventLine {
  readonly time: string
  readonly owner: string
  readonly facts: readonly string[]
}

/** An event's line in words. */
export function eventLine(event: LeadEvent, words: ExportWords): EventLine {
  const { t, viewer, names, lead, namesLead } = words
  const changes = changesOf(event).map((change) => {
    const { before = '', arrow, after } = changeMessage(change, t, names)
    return [bidiIsolate(before), arrow && '→', bidiIsolate(after)]
      .filter((word) => word !== '' && word !== false)
      .join(' ')
  })
  return {
    time: formatTimeOfDay(event.date, viewer),
    owner: bidiIsolate(event.owner.name),
    facts: [...(namesLead ? [bidiIsolate(lead(event.lead))] : []), ...changes],
  }
}

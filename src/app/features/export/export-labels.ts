import type { LeadEvent } from '../../../contract/lead-event.ts'
import { formatTimeOfDay, type Viewer } from '../../shared/i18n/format-time.ts'
import type { Translate } from '../../shared/i18n/i18n.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import type { PersonNames } from '../../shared/people/use-person-names.ts'
import { changeMessage } from '../../shared/events/change-message.ts'
import { changesOf } from '../../shared/event-model/event-changes.ts'

/** The texts and formatters of an export: its title, the viewer's language and time zone, and names for identifiers. */
export interface ExportLabels {
  readonly t: Translate
  readonly viewer: Viewer
  readonly names: PersonNames
  /** returns the name of a lead, or its ID if it has none */
  readonly lead: (id: string) => string
  /** the name of the lead, or the number of leads */
  readonly title: string
  /** the number of events, their order, the filters, and the time of the export */
  readonly subtitle: string
  /** whether each event names its lead, because the export contains several */
  readonly namesLead: boolean
}

/** The line above a note: time, owner, lead and changes. */
export interface EventLine {
  readonly time: string
  readonly owner: string
  readonly details: readonly string[]
}

/** Formats the line of an event. */
export function eventLine(event: LeadEvent, labels: ExportLabels): EventLine {
  const { t, viewer, names, lead, namesLead } = labels
  const changes = changesOf(event).map((change) => {
    const { before = '', arrow, after } = changeMessage(change, t, names)
    return [bidiIsolate(before), arrow && '→', bidiIsolate(after)]
      .filter((part) => part !== '' && part !== false)
      .join(' ')
  })
  return {
    time: formatTimeOfDay(event.date, viewer),
    owner: bidiIsolate(event.owner.name),
    details: [...(namesLead ? [bidiIsolate(lead(event.lead))] : []), ...changes],
  }
}

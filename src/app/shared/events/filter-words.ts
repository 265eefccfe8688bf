import { formatDate, type Viewer } from '../i18n/format-time.ts'
import type { MessageKey, Translate } from '../i18n/i18n.ts'
import type { PersonNames } from '../people/use-person-names.ts'
import type { EventFilter, FilterPart } from '../event-model/event-filter.ts'
import { dayStart } from '../time/local-day.ts'

interface FilterFormats {
  readonly t: Translate
  readonly names: PersonNames
  readonly viewer: Viewer
}

/** Returns the name of a part of a filter. */
export function partName(part: FilterPart, t: Translate): string {
  const key: MessageKey = `filter.${part}`
  return t(key)
}

/** Returns the text of a filter's value: `Qualified`, `Luca Conti`, `20 November 2026`; `undefined` without a value. */
export function partValue(
  part: FilterPart,
  filter: EventFilter,
  { names, viewer }: FilterFormats,
): string | undefined {
  const value = filter[part]
  if (value === undefined || part === 'status') return value
  if (part === 'owner' || part === 'leadAssignee') return names.full(value)
  const start = dayStart(value)
  return start && formatDate(start, viewer)
}

import type { Translate } from '../i18n/i18n.ts'
import type { PersonNames } from '../people/use-person-names.ts'
import type { Change } from '../event-model/event-changes.ts'

/**
 * The texts of a change: `before` is absent if it is unknown or empty; `arrow` is false if the value did not change.
 */
export interface ChangeMessage {
  readonly before: string | undefined
  readonly arrow: boolean
  readonly after: string
}

/** Returns the texts of a change: `New → Contacted`, `Luca → nobody`, `→ Contacted`. */
export function changeMessage({ kind, from, to }: Change, t: Translate, names: PersonNames): ChangeMessage {
  const label = (value: string | null) => {
    if (value === null) return kind === 'status' ? undefined : t('timeline.nobody')
    return kind === 'status' ? value : names.short(value)
  }
  return {
    before: from === undefined || from === to ? undefined : label(from),
    arrow: from !== to,
    after: label(to) ?? '',
  }
}

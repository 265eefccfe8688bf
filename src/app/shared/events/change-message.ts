import type { Translate } from '../i18n/i18n.ts'
import type { PersonNames } from '../people/use-person-names.ts'
import type { Change } from '../event-model/event-changes.ts'

/** A change in words: `before` is absent where nothing is known or nothing was there, `arrow` where nothing moved. */
export interface ChangeWords {
  readonly before: string | undefined
  readonly arrow: boolean
  readonly after: string
}

/** What an event changed, for a person: `New → Contacted`, `Luca → nobody`, `→ Contacted`. */
export function changeMessage({ kind, from, to }: Change, t: Translate, names: PersonNames): ChangeWords {
  const words = (value: string | null) => {
    if (value === null) return kind === 'status' ? undefined : t('timeline.nobody')
    return kind === 'status' ? value : names.short(value)
  }
  return {
    before: from === undefined || from === to ? undefined : words(from),
    arrow: from !== to,
    after: words(to) ?? '',
  }
}

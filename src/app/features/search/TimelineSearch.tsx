import type { Ordering } from '../../../contract/paging.ts'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { focusEvent } from '../../shared/events/focus-event.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { MatchNavigation } from './MatchNavigation.tsx'
import styles from './NoteSearch.module.css'
import { NoteSearchField } from './NoteSearchField.tsx'
import { useMatches } from './use-matches.ts'

interface TimelineSearchProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly onBlur: () => void
  /** called when the search was closed */
  readonly onClosed: () => void
}

/** The search field of a timeline, and the navigation between its matches. */
export function TimelineSearch({ leads, order, onBlur, onClosed }: TimelineSearchProps) {
  const t = useMessages()
  const { q, event } = useRoute()
  const matches = useMatches(leads, order)
  const close = () => {
    search('')
    onClosed()
  }
  return (
    <>
      <NoteSearchField
        label={t('search.open')}
        value={q}
        onSearch={search}
        onEnter={(back) => void matches.step(back ? -1 : 1)}
        onEscape={() => {
          if (q !== '' && event !== undefined) focusEvent(event)
          else close()
        }}
        onClear={close}
        onBlur={onBlur}
      />
      {q !== '' &&
        (searchTerms(q) === undefined ? (
          <output className={styles.error}>{t('problem.field.no_word')}</output>
        ) : (
          <MatchNavigation matches={matches} />
        ))}
    </>
  )
}

/** Sets the search text. All keystrokes of one search together are one entry of the browser history. */
function search(q: string): void {
  const { q: previousText, matchesOnly, ...rest } = currentRoute()
  navigate({ ...rest, q, matchesOnly: q !== '' && matchesOnly }, { replace: previousText !== '' && q !== '' })
}

import type { Ordering } from '../../../contract/paging.ts'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { focusEvent } from '../../shared/events/focus-event.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { MatchNavigation } from './MatchNavigation.tsx'
import styles from './NoteSearch.module.css'
import { NoteSearchField } from './NoteSearchField.tsx'
import { useMatches } from './use-matches.ts'

interface HitSearchProps {
  readonly leads: readonly string[]
  readonly order: Ordering
  readonly onBlur: () => void
  /** nothing is looked for any more */
  readonly onClosed: () => void
}

/** The words that are looked for in a timeline, and the way from hit to hit. */
export function TimelineSearch({ leads, order, onBlur, onClosed }: HitSearchProps) {
  const t = useMessages()
  const { q, event } = useRoute()
  const hits = useMatches(leads, order)
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
        onEnter={(back) => void hits.step(back ? -1 : 1)}
        onEscape={() => {
          if (q !== '' && event !== undefined) focusEvent(event)
          else close()
        }}
        onClear={close}
        onBlur={onBlur}
      />
      {q !== '' &&
        (searchTerms(q) === undefined ? (
          <output className={styles.fault}>{t('problem.field.no_word')}</output>
        ) : (
          <MatchNavigation hits={hits} />
        ))}
    </>
  )
}

/** Looks for words. They are one step of the way back, however many letters were typed. */
function search(q: string): void {
  const { q: before, hitsOnly, ...rest } = currentRoute()
  navigate({ ...rest, q, hitsOnly: q !== '' && hitsOnly }, { replace: before !== '' && q !== '' })
}

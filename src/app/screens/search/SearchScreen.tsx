import { useEffect, useRef } from 'react'
import { ActiveFilters } from '../../features/filters/ActiveFilters.tsx'
import { FilterControl } from '../../features/filters/FilterControl.tsx'
import { isFiltering, searchTerms, type EventFilter } from '../../shared/event-model/event-filter.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { SortToggle } from '../../features/timeline/navigation/SortToggle.tsx'
import { onCommand } from '../../shared/ui/commands.ts'
import { currentRoute, navigate, useRoute } from '../../shared/router/route.ts'
import { NoteSearchField } from '../../features/search/NoteSearchField.tsx'
import { SearchResults } from '../../features/search/SearchResults.tsx'
import styles from '../../shared/ui/Screen.module.css'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

/** Searches the notes of all leads. */
export function SearchScreen() {
  const t = useMessages()
  const { q, order, filter } = useRoute()
  const canSearch = useSignedIn().capabilities.includes('search')
  const screen = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(
    () =>
      onCommand('find-in-notes', () => {
        field.current?.focus()
        field.current?.select()
      }),
    [],
  )
  const terms = searchTerms(q)
  if (!canSearch) {
    return (
      <>
        <PageTitle>{t('search.open')}</PageTitle>
        <EmptyState isScreen title={t('search.cannot.title')} text={t('search.cannot.text')} />
      </>
    )
  }
  return (
    <div ref={screen} className={styles.screen}>
      <PageTitle>{q === '' ? t('search.open') : `“${q}”`}</PageTitle>
      <header className={styles.header}>
        <div className={styles.column}>
          <h1 className={styles.title}>{t('search.all.title')}</h1>
          <search className={styles.search}>
            <NoteSearchField
              ref={field}
              size="m"
              label={t('search.open')}
              value={q}
              onSearch={search}
              onClear={() => {
                search('')
                field.current?.focus()
              }}
              onDown={() => screen.current?.querySelector<HTMLElement>('ol a')?.focus()}
            />
          </search>
          <div className={styles.bar}>
            <SortToggle order={order} onChange={(next) => navigate({ ...currentRoute(), order: next })} />
            <FilterControl filter={filter} onFilter={applyFilter} />
          </div>
          {isFiltering(filter) && <ActiveFilters filter={filter} onFilter={applyFilter} />}
        </div>
      </header>
      {terms === undefined ? (
        <EmptyState
          title={q === '' ? t('search.empty.title') : t('problem.field.no_word')}
          text={t('search.empty.text')}
        />
      ) : (
        <SearchResults
          key={JSON.stringify([terms, order, filter])}
          query={{ q: terms, ordering: order, filter }}
        />
      )}
    </div>
  )
}

function applyFilter(filter: EventFilter): void {
  navigate({ ...currentRoute(), filter })
}

/** Sets the search text. All keystrokes of one search together are one entry of the browser history. */
function search(q: string): void {
  const route = currentRoute()
  navigate({ ...route, q }, { replace: route.q !== '' && q !== '' })
}

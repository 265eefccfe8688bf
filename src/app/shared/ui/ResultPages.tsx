import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import type { Elements } from './elements.ts'
import { EmptyState } from './EmptyState.tsx'
import { LoadError } from './LoadError.tsx'
import styles from './ResultList.module.css'
import { ResultsSkeleton } from './ResultsSkeleton.tsx'

interface ResultPagesProps {
  readonly query: Pick<
    UseInfiniteQueryResult,
    | 'error'
    | 'isPending'
    | 'isSuccess'
    | 'isFetching'
    | 'refetch'
    | 'hasNextPage'
    | 'isFetchingNextPage'
    | 'isFetchNextPageError'
    | 'fetchNextPage'
  >
  readonly isEmpty: boolean
  /** the text for assistive technology while the first page loads */
  readonly loading: string
  /** shown in place of the list if nothing matches; `onClear` removes the filters, and is absent without any */
  readonly empty: {
    readonly title: string
    readonly text: string
    readonly onClear?: (() => void) | undefined
  }
  /** the list */
  readonly children: Elements
}

/** A list that is loaded page by page: its rows, what is in their place without any, and a button that loads more. */
export function ResultPages({ query, isEmpty, loading, empty, children }: ResultPagesProps) {
  const t = useMessages()
  const { error, hasNextPage, isFetchNextPageError, fetchNextPage } = query
  return (
    <>
      {query.isPending && <ResultsSkeleton label={loading} />}
      {error !== null && isEmpty && (
        <LoadError error={error} onRetry={query.refetch} retrying={query.isFetching} />
      )}
      {query.isSuccess && isEmpty && (
        <div role="status">
          <EmptyState
            title={empty.title}
            text={empty.text}
            action={
              empty.onClear !== undefined && (
                <Button size="s" onClick={empty.onClear}>
                  {t('filter.clear')}
                </Button>
              )
            }
          />
        </div>
      )}
      {children}
      {isFetchNextPageError && <LoadError error={error} onRetry={fetchNextPage} />}
      {hasNextPage && !isFetchNextPageError && (
        <div className={styles.more}>
          <Button size="s" busy={query.isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('leads.more')}
          </Button>
        </div>
      )}
    </>
  )
}

import type { KeyboardEvent, UIEvent } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import type { RouteName } from '../../shared/router/route.ts'
import { LeadListSkeleton } from './LeadListSkeleton.tsx'
import { LeadOption } from './LeadOption.tsx'
import styles from './LeadList.module.css'
import { LeadListEmpty } from './LeadListEmpty.tsx'
import type { PickerFilter } from './picker-filter.ts'
import type { LeadListResult } from './use-lead-list.ts'

/** Pixels from the end at which the next page is asked for. */
const ahead = 900

interface LeadListProps {
  readonly id: string
  readonly directory: LeadListResult
  readonly filter: PickerFilter
  readonly onFilter: (filter: PickerFilter) => void
  readonly current: readonly string[]
  /** the row where the arrow keys are, -1 for none */
  readonly active: number
  readonly optionId: (index: number) => string
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onLeave: () => void
  /** leads are being chosen to be seen together */
  readonly choosing: boolean
  readonly toOf: (id: string) => RouteName
  readonly onOpen: (id: string) => void
}

/** The picker's list, in whichever state it is; more is loaded as it is scrolled. */
export function LeadList(props: LeadListProps) {
  const { id, directory, filter, onFilter, current, active, optionId, choosing, toOf, onOpen } = props
  const t = useMessages()
  const { leads, count, hasNextPage, isFetchingNextPage, fetchNextPage } = directory
  const loadAhead = ({ currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent) => {
    const near = scrollHeight - scrollTop - clientHeight < ahead
    // a page that failed is asked for again by hand, not by every turn of the wheel
    if (near && hasNextPage && !isFetchingNextPage && !directory.isFetchNextPageError) void fetchNextPage()
  }
  return (
    <div className={styles.frame}>
      <div className={styles.scroll} onScroll={loadAhead} aria-busy={directory.stale || directory.isPending}>
        {directory.isPending && <LeadListSkeleton />}
        {directory.isError && leads.length === 0 && (
          <LoadError error={directory.error} onRetry={directory.refetch} retrying={directory.isFetching} />
        )}
        {directory.isSuccess && leads.length === 0 && (
          <LeadListEmpty filter={{ ...filter, q: directory.q }} onFilter={onFilter} />
        )}
        {/* a select holds text alone, no links */}
        <div
          id={id}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="listbox"
          className={styles.list}
          aria-label={t('leads.list')}
          aria-multiselectable={choosing || current.length > 1 || undefined}
          aria-activedescendant={active < 0 ? undefined : optionId(active)}
          hidden={leads.length === 0}
          tabIndex={0}
          onKeyDown={props.onKeyDown}
          onBlur={props.onLeave}
        >
          {leads.map((lead, index) => (
            <LeadOption
              key={lead.id}
              id={optionId(index)}
              lead={lead}
              current={current.includes(lead.id)}
              active={index === active}
              position={index + 1}
              count={count}
              to={toOf(lead.id)}
              choosing={choosing}
              onOpen={() => onOpen(lead.id)}
            />
          ))}
        </div>
        {isFetchingNextPage && <LeadListSkeleton rows={3} />}
        {directory.isFetchNextPageError && <LoadError error={directory.error} onRetry={fetchNextPage} />}
        {hasNextPage && !isFetchingNextPage && !directory.isFetchNextPageError && (
          <div className={styles.more}>
            {/* the arrow keys load more by themselves; the focus would be lost with this button, which its own arrival in sight replaces */}
            <Button size="s" variant="quiet" tabIndex={-1} onClick={() => fetchNextPage()}>
              {t('leads.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

import type { KeyboardEvent, UIEvent } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { parseNameSearch } from '../../../contract/search/name-search.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import type { RouteTarget } from '../../shared/router/route.ts'
import { LeadOption } from './LeadOption.tsx'
import styles from './LeadList.module.css'
import { formatLeadListFilter, type LeadListFilter } from '../../shared/leads/lead-list-filter.ts'
import type { LeadListResult } from './use-lead-list.ts'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import skeleton from './LeadListSkeleton.module.css'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'

/** Distance from the end, in pixels, at which the next page is requested. */
const loadAheadPx = 900

interface LeadListProps {
  readonly id: string
  readonly leadList: LeadListResult
  readonly filter: LeadListFilter
  readonly onFilter: (filter: LeadListFilter) => void
  /** empties the search field */
  readonly onClear: () => void
  readonly current: readonly string[]
  /** index of the active row, -1 for none */
  readonly active: number
  readonly optionId: (index: number) => string
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onLeave: () => void
  /** whether multi-select is on */
  readonly isMultiSelect: boolean
  readonly getRoute: (id: string) => RouteTarget
  readonly onOpen: (id: string) => void
  /** called for a click in multi-select: toggles a lead, or adds all between the last one and this */
  readonly onToggle: (index: number, isRange: boolean) => void
}

/** Loads the next page if an element is scrolled near the end of the list. */
export function loadAhead(
  { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage }: LeadListResult,
  { currentTarget: { scrollHeight, scrollTop, clientHeight } }: UIEvent,
): void {
  const near = scrollHeight - scrollTop - clientHeight < loadAheadPx
  // the user retries a failed page with a button, because otherwise each scroll event would request it again
  if (near && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
}

/** The picker's list in all of its states; scrolling loads more pages. */
export function LeadList(props: LeadListProps) {
  const {
    id,
    leadList,
    filter,
    onFilter,
    current,
    active,
    optionId,
    isMultiSelect,
    getRoute,
    onOpen,
    onToggle,
  } = props
  const t = useMessages()
  const terms = parseNameSearch(leadList.q)
  const { leads, count, hasNextPage, isFetchingNextPage, fetchNextPage } = leadList
  return (
    <div className={styles.frame}>
      <div
        className={styles.scroll}
        onScroll={(event) => loadAhead(leadList, event)}
        aria-busy={leadList.stale || leadList.isPending}
      >
        {leadList.isPending && <LeadListSkeleton />}
        {leadList.isError && leads.length === 0 && (
          <LoadError error={leadList.error} onRetry={leadList.refetch} retrying={leadList.isFetching} />
        )}
        {leadList.isSuccess && leads.length === 0 && (
          <LeadListEmpty
            filter={filter}
            q={leadList.q}
            isPartial={leadList.isPartial}
            onFilter={onFilter}
            onClear={props.onClear}
          />
        )}
        {/* a select can only contain text, no links */}
        <div
          id={id}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
          role="listbox"
          className={styles.list}
          data-sort={leadList.q === '' ? filter.sort : undefined}
          aria-label={t('leads.list')}
          aria-multiselectable={isMultiSelect || current.length > 1 || undefined}
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
              to={getRoute(lead.id)}
              isMultiSelect={isMultiSelect}
              terms={terms}
              onOpen={() => onOpen(lead.id)}
              onToggle={(isRange) => onToggle(index, isRange)}
            />
          ))}
        </div>
        {isFetchingNextPage && <LeadListSkeleton rows={3} />}
        {leadList.isFetchNextPageError && <LoadError error={leadList.error} onRetry={fetchNextPage} />}
        {hasNextPage && !isFetchingNextPage && !leadList.isFetchNextPageError && (
          <div className={styles.more}>
            {/* no tab stop: the arrow keys load more too, and scrolling to this button replaces it, so the focus would be lost */}
            <Button size="s" variant="quiet" tabIndex={-1} onClick={() => fetchNextPage()}>
              {t('leads.more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

const skeletonWidths = [62, 48, 70, 55, 66, 44, 58, 52, 64, 46] as const

/** A placeholder with rows as tall as the leads. */
function LeadListSkeleton({ rows = 10 }: { readonly rows?: number }) {
  const t = useMessages()
  return (
    <div>
      <VisuallyHidden>{t('leads.loading')}</VisuallyHidden>
      {skeletonWidths.slice(0, rows).map((width) => (
        <div key={width} className={skeleton.row}>
          <Skeleton width={`${width}%`} />
          <Skeleton width="32px" />
          <Skeleton width={`${width / 2}%`} height="18px" />
          <Skeleton width="56px" height="18px" />
        </div>
      ))}
    </div>
  )
}

interface LeadListEmptyProps {
  readonly filter: LeadListFilter
  /** the search text */
  readonly q: string
  /** whether only a part of the leads was searched */
  readonly isPartial: boolean
  readonly onFilter: (filter: LeadListFilter) => void
  readonly onClear: () => void
}

/** Empty state of the lead list: why no lead matches and what to do. */
function LeadListEmpty({ filter, q, isPartial, onFilter, onClear }: LeadListEmptyProps) {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const listsAll = capabilities.includes('allLeads')
  const { sort, ...parts } = filter
  const names = formatLeadListFilter(parts).map(([name]) => name)
  const showAll = () => onFilter({ sort })
  if (q !== '') {
    return (
      <EmptyState
        title={t('leads.noMatch.title', { q })}
        text={t('leads.noMatch.text')}
        action={
          <Button size="s" onClick={names.length > 0 ? showAll : onClear}>
            {t(names.length > 0 ? 'leads.noMatch.all' : 'leads.clear')}
          </Button>
        }
      />
    )
  }
  const isMine = filter.leadAssignee === user.id
  const isQuiet = filter.quietDays !== undefined
  const others = names.length - Number(isMine) - Number(isQuiet)
  const reason =
    others > 0 || isPartial ? 'filtered' : isQuiet ? 'quiet' : isMine ? 'mine' : listsAll ? 'all' : 'opened'
  return (
    <EmptyState
      title={t(`leads.empty.${reason}.title`)}
      text={t(`leads.empty.${reason}.text`)}
      action={
        names.length > 0 && (
          <Button size="s" onClick={showAll}>
            {t(listsAll ? 'leads.showAll' : 'leads.showOpened')}
          </Button>
        )
      }
    />
  )
}

import { Suspense, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { lazyComponent } from '../../shared/ui/lazy.ts'
import { formatShortcut, isModified } from '../../shared/ui/shortcut.ts'
import { usePageLayout } from '../../shared/ui/page-layout.ts'
import { onCommand, dispatchCommand } from '../../shared/ui/commands.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Kbd } from '../../shared/ui/Kbd.tsx'
import { navigate } from '../../shared/router/route.ts'
import { MultiSelectBar } from './MultiSelectBar.tsx'
import { setMultiSelect, useMultiSelect } from './multi-select.ts'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { LeadList, loadAhead } from './LeadList.tsx'
import styles from './LeadPicker.module.css'
import { LeadListControls } from './LeadListControls.tsx'
import { useLeadListFilter } from './use-lead-list-filter.ts'
import { listsOnlyOpen } from '../../shared/leads/lead-list-filter.ts'
import { useLeadList, type LeadListResult } from './use-lead-list.ts'
import { setVisibleLeads } from '../../shared/leads/visible-leads.ts'
import { useEnterBeforeResults } from './use-enter-before-results.ts'
import { usePickerKeys } from './use-picker-keys.ts'
import { startAction } from '../../shared/router/start-action.ts'
import { useSelectedLeads } from '../../shared/router/use-selected-leads.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Link } from '../../shared/ui/Link.tsx'
import searchInNotesStyles from './SearchInNotes.module.css'
import { isDialogOpen } from '../../shared/ui/top-dialog.ts'

const DraftList = lazyComponent(async () => (await import('./DraftList.tsx')).DraftList)

interface LeadPickerProps {
  /** the leads whose timeline is displayed */
  readonly current: readonly string[]
  /** called before the search field takes the focus by a command, to show the picker */
  readonly onFind: (() => void) | undefined
  /** closes the picker's drawer; absent if it is not in one */
  readonly onCancel: (() => void) | undefined
  /** called when a lead was opened or the search was left, to move the focus to the timeline */
  readonly onLeave: () => void
}

/** Distance from the last loaded row at which the arrow keys load more. */
const loadAheadRows = 12

/** Finds and opens a lead: a search field, filters and the list, all usable by mouse and by keyboard. */
export function LeadPicker({ current, onFind, onCancel, onLeave }: LeadPickerProps) {
  const t = useMessages()
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useLeadListFilter()
  const [q, setQ] = useState('')
  const leadList = useLeadList(filter, q)
  const { leads, count, stale } = leadList
  const [openLead] = current
  // -1 if another lead is searched for, or if the list does not contain it
  const openIndex = q === '' ? leads.findIndex(({ id }) => id === openLead) : -1
  const { hasComposerBar } = usePageLayout()
  const isMultiSelect = useMultiSelect()
  const selectedLeads = useSelectedLeads()
  /** the lead that was selected last, where a range begins */
  const rangeStart = useRef<string>(undefined)
  const optionId = (index: number) => `${listId}-${index}`
  const showOpenLead = useEffectEvent(() =>
    document.getElementById(optionId(openIndex))?.scrollIntoView({ block: 'nearest' }),
  )
  const isOpenListed = openIndex >= 0
  useEffect(() => {
    if (isOpenListed) showOpenLead()
  }, [openLead, isOpenListed])
  const focusField = useEffectEvent(() => {
    onFind?.()
    field.current?.focus()
  })
  useSearchShortcut(() => {
    focusField()
    field.current?.select()
    showOpenLead()
  })
  useEffect(() => onCommand('find', () => focusField()), [])
  useEffect(() => {
    if (startAction() !== undefined) focusField()
  }, [])
  useVisibleLeads(leadList)

  // the filters for open and quiet leads are displayed next to the count
  const onlyOpen = q.trim() === '' && listsOnlyOpen(filter) && !filter.open && filter.quietDays === undefined
  const countMessage = leadList.isLowerBound
    ? 'leads.countMore'
    : onlyOpen
      ? 'leads.openCount'
      : 'leads.count'
  const filterKey = JSON.stringify([q, filter])
  const openAt = (index: number) => {
    const lead = leads[index]
    if (lead === undefined) return
    if (isMultiSelect) return toggleByKey(index, false)
    navigate({ leads: [lead.id] })
    open(lead.id)
  }
  const toggleAt = (index: number, isRange = false) => {
    const lead = leads[index]
    if (lead === undefined) return
    const start = leads.findIndex(({ id }) => id === rangeStart.current)
    const range = leads.slice(Math.min(start, index), Math.max(start, index) + 1)
    navigate(
      isRange && start >= 0 ? selectedLeads.added(range.map(({ id }) => id)) : selectedLeads.toggled(lead.id),
    )
    rangeStart.current = lead.id
  }
  const toggleByKey = (index: number, isRange: boolean) => {
    toggleAt(index, isRange)
    // the next name that is typed replaces this one
    field.current?.select()
  }
  const endMultiSelect = () => {
    // on a phone the timeline must be rendered again before it can take the focus
    flushSync(() => setMultiSelect(false))
    onLeave()
  }
  const openWhenLoaded = useEnterBeforeResults(stale || leadList.isPending ? undefined : filterKey, () => {
    if (document.activeElement === field.current) openAt(0)
  })
  const { active, onKeyDown, leave } = usePickerKeys({
    count: stale ? 0 : leads.length,
    start: openIndex,
    filterKey,
    onOpen: openAt,
    onToggle: toggleByKey,
    onEarlyEnter: () => openWhenLoaded(filterKey),
    onEscape: () => {
      if (q === '' && isMultiSelect) endMultiSelect()
      else if (q === '') (onCancel ?? onLeave)()
      else setQ('')
    },
    onMove: (index) => {
      document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
      if (index > leads.length - loadAheadRows && leadList.hasNextPage && !leadList.isFetchingNextPage) {
        void leadList.fetchNextPage()
      }
    },
  })
  function open(id: string) {
    leave()
    setMultiSelect(false)
    onLeave()
    // the composer's sheet would cover the timeline
    if (!hasComposerBar || startAction() === 'log') dispatchCommand(`write ${id}`)
  }
  return (
    <search
      className={styles.picker}
      aria-label={t('leads.search')}
      // in a short page the list scrolls together with its controls
      onScroll={(event) => loadAhead(leadList, event)}
    >
      <div className={styles.search}>
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          role="combobox"
          className={styles.field}
          dir="auto"
          aria-label={t('leads.search')}
          placeholder={t('leads.search')}
          aria-expanded={leads.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active < 0 ? undefined : optionId(active)}
          aria-keyshortcuts="Meta+K Control+K"
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        {q === '' ? (
          <Kbd>{formatShortcut('K')}</Kbd>
        ) : (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('leads.clear')}
            onClick={() => {
              setQ('')
              field.current?.focus()
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {isMultiSelect && <MultiSelectBar count={selectedLeads.leads.length} onDone={endMultiSelect} />}
      <LeadListControls
        filter={filter}
        onFilter={setFilter}
        q={leadList.q}
        count={leadList.isSuccess && !stale && <span>{t(countMessage, { count })}</span>}
        leadCount={leadList.isSuccess && !stale ? count : undefined}
        onSelect={
          isMultiSelect
            ? undefined
            : () => {
                setMultiSelect(true)
                field.current?.focus()
              }
        }
      />
      <OpenedLeadsHint isShown={q === '' && leads.length > 0} />
      {searchTerms(q) !== undefined && <SearchInNotes q={q.trim()} />}
      <div className={styles.asOf}>
        <StaleDataNotice isShown={(url) => url === leadList.address} />
      </div>
      {q === '' && (
        <Suspense>
          <DraftList current={current} onOpen={open} />
        </Suspense>
      )}
      <LeadList
        id={listId}
        leadList={leadList}
        filter={filter}
        onFilter={setFilter}
        onClear={() => setQ('')}
        current={current}
        active={active}
        optionId={optionId}
        onKeyDown={onKeyDown}
        onLeave={leave}
        isMultiSelect={isMultiSelect}
        getRoute={(id) => (isMultiSelect ? selectedLeads.toggled(id) : { leads: [id] })}
        onOpen={open}
        onToggle={toggleAt}
      />
    </search>
  )
}

/** Calls a function on ⌘K or Ctrl+K, anywhere on the page. */
function useSearchShortcut(onPress: () => void): void {
  const handleKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (!isModified(event, 'k') || isDialogOpen()) return
    event.preventDefault()
    onPress()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => handleKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}

/** Publishes the listed leads, so that the composer and the header can go to the next one. */
function useVisibleLeads({ leads, count, hasNextPage, fetchNextPage }: LeadListResult): void {
  const ids = leads.map(({ id }) => id).join()
  useEffect(() => {
    const loadMore = async () => {
      const { data, error } = await fetchNextPage()
      if (error !== null) throw error
      return data?.pages.flatMap(({ items }) => items) ?? []
    }
    return setVisibleLeads({ leads, count, loadMore: hasNextPage ? loadMore : undefined })
    // `ids` stands for `leads`: the same leads in the same order need no update
    // oxlint-disable-next-line react/exhaustive-deps
  }, [ids, count, hasNextPage, fetchNextPage])
}

/** States that a back end without a list of all leads lists those that were opened. */
function OpenedLeadsHint({ isShown }: { readonly isShown: boolean }) {
  const t = useMessages()
  const { capabilities } = useSignedIn()
  if (!isShown || capabilities.includes('allLeads')) return null
  return <p className={styles.hint}>{t('leads.opened')}</p>
}

/** A link that searches the notes of all leads for the same text, if the back end can. */
function SearchInNotes({ q }: { readonly q: string }) {
  const t = useMessages()
  if (!useSignedIn().capabilities.includes('search')) return null
  return (
    <Link to={{ page: 'search', q }} className={searchInNotesStyles.link}>
      <Icon name="search" />
      <span className={searchInNotesStyles.text}>{t('search.all.for', { q })}</span>
    </Link>
  )
}

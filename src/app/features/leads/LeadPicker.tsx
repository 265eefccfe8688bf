import { Suspense, useEffect, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { StaleDataNotice } from '../../shared/ui/StaleDataNotice.tsx'
import { lazyWithPreload } from '../../shared/ui/lazy.ts'
import { formatShortcut } from '../../shared/ui/shortcut.ts'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { onCommand, dispatchCommand } from '../../shared/ui/commands.ts'
import { Icon } from '../../shared/ui/Icon.tsx'
import { Kbd } from '../../shared/ui/Kbd.tsx'
import { VisuallyHidden } from '../../shared/ui/VisuallyHidden.tsx'
import { navigate } from '../../shared/router/route.ts'
import { MultiSelectBar } from './MultiSelectBar.tsx'
import { setChoosing, useMultiSelect } from './multi-select.ts'
import { searchTerms } from '../../shared/event-model/event-filter.ts'
import { LeadList } from './LeadList.tsx'
import styles from './LeadPicker.module.css'
import { SearchInNotes } from './SearchInNotes.tsx'
import { PickerFilters } from './PickerFilters.tsx'
import { noFilter, type PickerFilter } from './picker-filter.ts'
import { useLeadList } from './use-lead-list.ts'
import { useEnterBeforeResults } from './use-enter-before-results.ts'
import { usePickerKeys } from './use-picker-keys.ts'
import { useVisibleLeads } from './use-visible-leads.ts'
import { useSearchShortcut } from './use-search-shortcut.ts'
import { startAction } from '../../shared/router/start-action.ts'
import { useSelectedLeads } from '../../shared/router/use-selected-leads.ts'

const DraftList = lazyWithPreload(async () => (await import('../../bundles/timeline-bundle.ts')).DraftList)

interface LeadPickerProps {
  /** the leads whose timeline is in sight */
  readonly current: readonly string[]
  /** a lead was opened, or the search given up: the focus goes on to the timeline, and from there to the composer */
  readonly onLeave: () => void
}

/** Rows from the end of what is loaded at which the arrow keys ask for more. */
const ahead = 12

/** Finds and opens a lead: a search field, two filters and the list, by mouse and by keyboard from end to end. */
export function LeadPicker({ current, onLeave }: LeadPickerProps) {
  const t = useMessages()
  const listId = useId()
  const field = useRef<HTMLInputElement>(null)
  const [filter, setFilter] = useState<PickerFilter>(noFilter)
  const directory = useLeadList(filter)
  const { leads, count, stale } = directory
  const isPhone = useIsPhone()
  const choosing = useMultiSelect()
  const view = useSelectedLeads()
  const optionId = (index: number) => `${listId}-${index}`
  useSearchShortcut(field)
  useEffect(() => onCommand('find', () => field.current?.focus()), [])
  useEffect(() => {
    if (startAction() !== undefined) field.current?.focus()
  }, [])
  useVisibleLeads(directory)

  const of = JSON.stringify(filter)
  const openAt = (index: number) => {
    const lead = leads[index]
    if (lead === undefined) return
    if (choosing) return toggleAt(index)
    navigate({ leads: [lead.id] })
    open(lead.id)
  }
  const toggleAt = (index: number) => {
    const lead = leads[index]
    if (lead === undefined) return
    navigate(view.toggled(lead.id))
    // the next name that is typed takes the place of this one
    field.current?.select()
  }
  const endChoosing = () => {
    // on a phone the timeline has to be there again before it can take the focus
    flushSync(() => setChoosing(false))
    onLeave()
  }
  const hasten = useEnterBeforeResults(stale || directory.isPending ? undefined : of, () => {
    if (document.activeElement === field.current) openAt(0)
  })
  const { active, onKeyDown, leave } = usePickerKeys({
    count: stale ? 0 : leads.length,
    of,
    onOpen: openAt,
    onToggle: toggleAt,
    onHasty: () => hasten(of),
    onEscape: () => {
      if (filter.q === '' && choosing) endChoosing()
      else if (filter.q === '') onLeave()
      else setFilter({ ...filter, q: '' })
    },
    onMove: (index) => {
      document.getElementById(optionId(index))?.scrollIntoView({ block: 'nearest' })
      if (index > leads.length - ahead && directory.hasNextPage && !directory.isFetchingNextPage) {
        void directory.fetchNextPage()
      }
    },
  })
  function open(id: string) {
    leave()
    setChoosing(false)
    onLeave()
    // a sheet over what somebody wants to read would be in the way
    if (!isPhone || startAction() === 'log') dispatchCommand(`write ${id}`)
  }
  return (
    <search className={styles.picker}>
      <div className={styles.search}>
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          role="combobox"
          className={styles.field}
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
          value={filter.q}
          onChange={(event) => setFilter({ ...filter, q: event.currentTarget.value })}
          onKeyDown={onKeyDown}
          onBlur={leave}
        />
        {filter.q === '' ? (
          <Kbd>{formatShortcut('K')}</Kbd>
        ) : (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('leads.clear')}
            onClick={() => {
              setFilter({ ...filter, q: '' })
              field.current?.focus()
            }}
          >
            <Icon name="close" />
          </button>
        )}
      </div>
      {choosing && <MultiSelectBar count={view.leads.length} onDone={endChoosing} />}
      <PickerFilters
        filter={filter}
        onFilter={setFilter}
        isEmpty={directory.isSuccess && leads.length === 0}
      />
      {searchTerms(filter.q) !== undefined && <SearchInNotes q={filter.q.trim()} />}
      <div className={styles.asOf}>
        <StaleDataNotice isShown={(address) => address.startsWith('/v2/leads?')} />
      </div>
      {filter.q === '' && (
        <Suspense>
          <DraftList current={current} onOpen={open} />
        </Suspense>
      )}
      <VisuallyHidden>
        <output>{directory.isSuccess && !stale && t('leads.count', { count })}</output>
      </VisuallyHidden>
      <LeadList
        id={listId}
        directory={directory}
        filter={filter}
        onFilter={setFilter}
        current={current}
        active={active}
        optionId={optionId}
        onKeyDown={onKeyDown}
        onLeave={leave}
        choosing={choosing}
        toOf={(id) => (choosing ? view.toggled(id) : { leads: [id] })}
        onOpen={open}
      />
    </search>
  )
}

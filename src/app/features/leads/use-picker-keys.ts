import { useState, type KeyboardEvent } from 'react'

interface PickerKeys {
  /** number of loaded rows */
  readonly count: number
  /** index of the row with which the arrow keys start, such as the open lead's; -1: the first one */
  readonly start: number
  /** identifies the content of the list: if it changes, the arrow keys start at the first row again */
  readonly filterKey: string
  readonly onOpen: (index: number) => void
  /**
   * called for Space, unless it belongs to a search text: toggles the lead of the row in the displayed timeline, or with
   * Shift adds all between the last one and this
   */
  readonly onToggle: (index: number, isRange: boolean) => void
  /** called for an Enter before the results are loaded */
  readonly onEarlyEnter: () => void
  readonly onEscape: () => void
  /** called with the new active row, so that the caller can load more near the end */
  readonly onMove: (index: number) => void
}

/**
 * The keys of a search field above a list that is always open. (Downshift's combobox opens and closes its list, and selects
 * the highlighted option on blur, which here would open a lead that the user did not choose.)
 *
 * `active` is the index of the active row, -1 for none.
 */
export function usePickerKeys({
  count,
  start,
  filterKey,
  onOpen,
  onToggle,
  onEarlyEnter,
  onEscape,
  onMove,
}: PickerKeys) {
  const [highlight, setHighlight] = useState({ filterKey, index: -1 })
  const active = highlight.filterKey === filterKey && highlight.index < count ? highlight.index : -1
  const move = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setHighlight({ filterKey, index: next })
    onMove(next)
  }
  const keys: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowDown: () => move(active < 0 && start >= 0 ? start : active + 1),
    ArrowUp: () => move(active < 0 && start >= 0 ? start : active - 1),
    PageDown: () => move(active + 8),
    PageUp: () => move(active - 8),
    // without an active row Enter opens the first match
    Enter: () => onOpen(Math.max(0, active)),
    ' ': ({ shiftKey }) => onToggle(active, shiftKey),
    Escape: onEscape,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const handle = keys[event.key]
    if (handle === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === ' ' && (active < 0 || isSearching(event.target))) return
    event.preventDefault()
    if (event.key === 'Escape' || count > 0) handle(event)
    else if (event.key === 'Enter') onEarlyEnter()
  }
  return { active, onKeyDown, leave: () => setHighlight({ filterKey, index: -1 }) }
}

function isSearching(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.value !== ''
}

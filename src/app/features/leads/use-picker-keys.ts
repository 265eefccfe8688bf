import { useState, type KeyboardEvent } from 'react'

interface PickerKeys {
  /** rows that are loaded */
  readonly count: number
  /** changes with what the list shows, so that an arrow key starts from its beginning again */
  readonly of: string
  readonly onOpen: (index: number) => void
  /** Space, where it is no letter of a search: the row is added to what is in view, or taken from it */
  readonly onToggle: (index: number) => void
  /** Enter came before the answer to what was typed */
  readonly onHasty: () => void
  readonly onEscape: () => void
  /** the arrow keys are at a row; the last ones are the time to load more */
  readonly onMove: (index: number) => void
}

/**
 * The keys of a search field over a list that always stands open. (Downshift's combobox opens and closes its list, and
 * chooses what is highlighted when the field is left, which here would open a lead that nobody asked for.)
 *
 * `active` is the row where the arrow keys are; the first one while something is searched is the caller's to choose.
 */
export function usePickerKeys({ count, of, onOpen, onToggle, onHasty, onEscape, onMove }: PickerKeys) {
  const [at, setAt] = useState({ of, index: -1 })
  const active = at.of === of && at.index < count ? at.index : -1
  const move = (index: number) => {
    const next = Math.max(0, Math.min(count - 1, index))
    setAt({ of, index: next })
    onMove(next)
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(active + 1),
    ArrowUp: () => move(active - 1),
    PageDown: () => move(active + 8),
    PageUp: () => move(active - 8),
    // a search that has one answer, or a best one, opens at once
    Enter: () => onOpen(Math.max(0, active)),
    ' ': () => onToggle(active),
    Escape: onEscape,
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key]
    const composing = event.nativeEvent.isComposing
    if (act === undefined || composing || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === ' ' && (active < 0 || isSearching(event.target))) return
    event.preventDefault()
    if (event.key === 'Escape' || count > 0) act()
    else if (event.key === 'Enter') onHasty()
  }
  return { active, onKeyDown, leave: () => setAt({ of, index: -1 }) }
}

function isSearching(target: EventTarget): boolean {
  return target instanceof HTMLInputElement && target.value !== ''
}

import { useEffect, useEffectEvent, type KeyboardEvent } from 'react'
import { isTextInput } from '../../../shared/ui/is-text-input.ts'
import { isShortcutBlocked } from '../../../shared/ui/is-shortcut-blocked.ts'
import { hasNoModifier, isModified, shortcutKey } from '../../../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../../../shared/ui/single-letter-shortcuts.ts'
import { goTo } from './go-to.ts'
import type { RowFocus } from '../list/use-row-focus.ts'

/** The number of articles by which a key moves the focus. */
const steps: ReadonlyMap<string, number> = new Map([
  ['PageDown', 1],
  ['PageUp', -1],
])

const letterSteps: ReadonlyMap<string, number> = new Map([
  ['j', 1],
  ['k', -1],
])

/**
 * The keys of the feed pattern: "Page Down: Move focus to next article. Page Up: Move focus to previous article.
 * Control + End: Move focus to the first focusable element after the feed. Control + Home: Move focus to the first
 * focusable element before the feed." Source: ARIA Authoring Practices, "Feed". In addition, anywhere on the page except
 * where shortcuts are blocked: `j` and `k` as Page Down and Page Up, `s` and `S` for the next and the previous change of
 * status in display order.
 */
export function useFeedKeys({ step, stop }: RowFocus) {
  const handleShortcut = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (!hasNoModifier(event) || event.defaultPrevented || isShortcutBlocked(event.target)) return
    if (!areSingleLetterShortcutsEnabled()) return
    const key = shortcutKey(event)
    const by = letterSteps.get(key)
    if (by !== undefined) step(by)
    else if (key === 's') goTo('status-below')
    else if (key === 'S') goTo('status-above')
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => handleShortcut(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (event: KeyboardEvent<HTMLElement>) => {
    if (isTextInput(event.target)) return
    const { key, currentTarget } = event
    if (isModified(event, 'End') || isModified(event, 'Home')) {
      const outside =
        key === 'End' ? tabStops(currentTarget, 'after')[0] : tabStops(currentTarget, 'before').at(-1)
      if (outside === undefined) return
      event.preventDefault()
      stop()
      outside.focus()
      return
    }
    const by = steps.get(key)
    if (by === undefined || !hasNoModifier(event) || event.shiftKey) return
    event.preventDefault()
    step(by)
  }
}

/** The tab stops before or after an element, in document order. */
function tabStops(element: Element, side: 'before' | 'after'): HTMLElement[] {
  const position = side === 'after' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  // the only tab stop of a radio group is the checked button
  const selector = 'a[href], button, input:not([type="radio"]), input:checked, select, textarea, [tabindex]'
  return [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (stop) =>
      (element.compareDocumentPosition(stop) & position) !== 0 &&
      !element.contains(stop) &&
      stop.tabIndex >= 0 &&
      !stop.matches(':disabled') &&
      stop.closest('[inert]') === null &&
      stop.checkVisibility({ visibilityProperty: true }),
  )
}

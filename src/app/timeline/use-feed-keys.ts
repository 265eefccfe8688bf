import { useEffect, useRef, type KeyboardEvent, type RefObject } from 'react'
import { isTextBox } from '../ui/is-text-box.ts'
import { isModified } from '../ui/shortcut.ts'
import type { RowListHandle } from './row-list.ts'

/** A row whose page cannot be read never comes; after this, in milliseconds, it is not waited for any more. */
const patience = 5_000

/**
 * The keys of the feed pattern: "Page Down: Move focus to next article. Page Up: Move focus to previous article.
 * Control + End: Move focus to the first focusable element after the feed. Control + Home: Move focus to the first
 * focusable element before the feed." Source: ARIA Authoring Practices, "Feed".
 */
export function useFeedKeys(list: RefObject<RowListHandle | null>, length: number) {
  /** the row that the focus is on its way to, and how to stop that */
  const going = useRef<{ readonly index: number; readonly stop: () => void }>(undefined)
  useEffect(() => () => going.current?.stop(), [])

  function goTo(feed: HTMLElement, index: number) {
    going.current?.stop()
    if (index < 0 || index >= length) return
    const origin = document.activeElement
    const until = performance.now() + patience
    let frame = 0
    const stop = () => {
      cancelAnimationFrame(frame)
      going.current = undefined
    }
    const takeFocus = () => {
      const article = feed.querySelector<HTMLElement>(`article[aria-posinset="${index + 1}"]`)
      article?.focus()
      const moved = document.activeElement !== origin
      // a row of a long list is there only after its page was read and its height measured
      if (moved || performance.now() > until) stop()
      else frame = requestAnimationFrame(takeFocus)
    }
    going.current = { index, stop }
    if (feed.querySelector(`article[aria-posinset="${index + 1}"]`) === null) {
      list.current?.scrollToIndex(index, 'center')
    }
    takeFocus()
  }

  return (event: KeyboardEvent<HTMLElement>) => {
    if (isTextBox(event.target) || !(event.target instanceof Element)) return
    const feed = event.currentTarget
    const { key } = event
    const leaves = isModified(event, 'End') || isModified(event, 'Home')
    if (leaves) {
      const outside = key === 'End' ? focusables(feed, 'after')[0] : focusables(feed, 'before').at(-1)
      if (outside === undefined) return
      event.preventDefault()
      going.current?.stop()
      outside.focus()
      return
    }
    const step = steps.get(key)
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
    event.preventDefault()
    const place = Number(event.target.closest('article')?.getAttribute('aria-posinset') ?? 0)
    goTo(feed, (going.current?.index ?? place - 1) + step)
  }
}

/** How many articles a key moves on. */
const steps: ReadonlyMap<string, number> = new Map([
  ['PageDown', 1],
  ['PageUp', -1],
])

/** What the Tab key stops at before or after an element, in the order of the document. */
function focusables(element: Element, side: 'before' | 'after'): HTMLElement[] {
  const wanted = side === 'after' ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING
  // of a group of radio buttons the Tab key stops at the chosen one
  const stops = 'a[href], button, input:not([type="radio"]), input:checked, select, textarea, [tabindex]'
  return [...document.querySelectorAll<HTMLElement>(stops)].filter(
    (stop) =>
      (element.compareDocumentPosition(stop) & wanted) !== 0 &&
      !element.contains(stop) &&
      stop.tabIndex >= 0 &&
      !stop.matches(':disabled') &&
      stop.closest('[inert]') === null &&
      stop.checkVisibility({ visibilityProperty: true }),
  )
}

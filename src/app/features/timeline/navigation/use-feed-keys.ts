import { useEffect, useEffectEvent, type KeyboardEvent, type RefObject } from 'react'
import { isTextInput } from '../../../shared/ui/is-text-input.ts'
import { isShortcutBlocked } from '../../../shared/ui/is-shortcut-blocked.ts'
import { hasNoModifier, isModified } from '../../../shared/ui/shortcut.ts'
import { areSingleLetterShortcutsEnabled } from '../../../shared/ui/single-letter-shortcuts.ts'
import { focusables } from '../list/focusables.ts'
import { goTo } from './go-to.ts'
import type { RowFocus } from '../list/use-row-focus.ts'

/** How many articles a key moves on. */
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
 * focusable element before the feed." Source: ARIA Authoring Practices, "Feed". And from anywhere on the page, where
 * nothing else takes letters: `j` and `k` as Page Down and Page Up, `e` and Delete for the article that has the focus,
 * `s` and `S` from one change of status to the next.
 */
export function useFeedKeys(feed: RefObject<HTMLElement | null>, { step, stop }: RowFocus) {
  const press = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (
      !hasNoModifier(event) ||
      event.isComposing ||
      event.defaultPrevented ||
      isShortcutBlocked(event.target)
    )
      return
    const { key } = event
    if (key !== 'Delete' && !areSingleLetterShortcutsEnabled()) return
    const by = letterSteps.get(key)
    if (by !== undefined) step(by)
    else if (key === 's') goTo('status-below')
    else if (key === 'S') goTo('status-above')
    else if (!pressShortcut(feed.current, key)) return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: globalThis.KeyboardEvent) => press(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])

  return (event: KeyboardEvent<HTMLElement>) => {
    if (isTextInput(event.target)) return
    const { key, currentTarget } = event
    if (isModified(event, 'End') || isModified(event, 'Home')) {
      const outside =
        key === 'End' ? focusables(currentTarget, 'after')[0] : focusables(currentTarget, 'before').at(-1)
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

/** Presses the button of the article that has the focus whose key this is; says whether there is one. */
function pressShortcut(feed: HTMLElement | null, key: string): boolean {
  const article = document.activeElement?.closest('article')
  if (article === null || article === undefined || feed?.contains(article) !== true) return false
  const buttons = [...article.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')]
  const button = buttons.find((one) => one.getAttribute('aria-keyshortcuts') === key)
  button?.click()
  return button !== undefined
}

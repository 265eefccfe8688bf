import { useEffect } from 'react'

/** The elements that name a part of the page. */
const parts =
  'li, article, form, section, dialog, main, [role="group"], [role="feed"], [role="complementary"]'

/**
 * Moves the focus to the nearest part of the page when the focused element is removed: a button that removes itself, such as
 * "Clear all". Otherwise the browser would drop the focus to the body, where a screen reader starts again at the top.
 * Components that know a better target move the focus themselves, and this leaves it there.
 */
export function useFocusRecovery(): void {
  useEffect(() => {
    let focused: Element | undefined
    const handleFocus = ({ target }: FocusEvent) => {
      focused = target instanceof Element ? target : undefined
    }
    // a removal fires no such event, so this is the user's or a component's own decision
    const handleBlur = () => {
      focused = undefined
    }
    const observer = new MutationObserver((records) => {
      if (focused === undefined || focused.isConnected) return
      const removed = focused
      focused = undefined
      if (document.activeElement !== document.body) return
      const isRemoval = ({ target, removedNodes }: MutationRecord) =>
        target.isConnected && [...removedNodes].some((node) => node.contains(removed))
      focusPartAround(records.findLast(isRemoval)?.target)
    })
    document.addEventListener('focusin', handleFocus)
    document.addEventListener('focusout', handleBlur)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', handleFocus)
      document.removeEventListener('focusout', handleBlur)
      observer.disconnect()
    }
  }, [])
}

function focusPartAround(node: Node | undefined): void {
  const around = node instanceof Element ? node.closest<HTMLElement>(parts) : null
  const part = around ?? document.querySelector('main')
  if (part === null) return
  if (!part.hasAttribute('tabindex')) part.tabIndex = -1
  part.focus({ preventScroll: true })
}

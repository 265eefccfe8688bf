import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react'
import { readHistoryState, updateHistoryState } from '../router/history-state.ts'

/**
 * Restores the scroll position of a list and the focus on the opened link when the user comes back to it in the history.
 * Returns the ref of the list. `ready`: whether its rows are rendered.
 */
export function useListRestoration(ready: boolean): RefObject<HTMLDivElement | null> {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = list.current
    const save = ({ target }: Event) => {
      const link = target instanceof Element ? target.closest<HTMLElement>('a[href]') : null
      if (element === null || link === null) return
      const href = link.getAttribute('href') ?? ''
      const index = linksTo(element, href).indexOf(link)
      updateHistoryState({ list: { top: scrollerOf(element).scrollTop, href, index } })
    }
    // before the link's own handler, which navigates
    element?.addEventListener('click', save, { capture: true })
    return () => element?.removeEventListener('click', save, { capture: true })
  }, [])
  useLayoutEffect(() => {
    const element = list.current
    const position = readHistoryState().list
    if (!ready || element === null || position === undefined) return
    scrollerOf(element).scrollTop = position.top
    linksTo(element, position.href)[position.index]?.focus({ preventScroll: true })
  }, [ready])
  return list
}

function linksTo(list: Element, href: string): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('a[href]')].filter(
    (link) => link.getAttribute('href') === href,
  )
}

/** Returns the element that scrolls: the list, or in a short page the screen around it. */
function scrollerOf(list: Element): Element {
  for (let element: Element | null = list; element !== null; element = element.parentElement) {
    const { overflowY } = getComputedStyle(element)
    if (overflowY !== 'visible' && element.scrollHeight > element.clientHeight) return element
  }
  return list
}

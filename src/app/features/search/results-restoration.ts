import { currentRoute, toHref } from '../../shared/router/route.ts'

/** The saved position: the URL of the results, their scroll position in pixels, and the opened event. */
let saved: { readonly href: string; readonly top: number; readonly event: number } | undefined

/** The ID of a result's link. */
export const resultId = (event: number) => `result-${event}`

/** Saves the position of the results before the user opens an event. */
export function saveResultsPosition(scroller: Element, event: number): void {
  saved = { href: toHref(currentRoute()), top: scroller.scrollTop, event }
}

/** Restores the saved scroll position, and focuses the result that was opened. */
export function restoreResultsPosition(scroller: Element): void {
  if (saved?.href !== toHref(currentRoute())) return
  const { top, event } = saved
  saved = undefined
  scroller.scrollTop = top
  document.getElementById(resultId(event))?.focus({ preventScroll: true })
}

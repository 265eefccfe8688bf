import { currentRoute, toHref } from '../../shared/router/route.ts'

/** Where results were left: their address, how far they were scrolled in pixels, and the event that was opened. */
let left: { readonly href: string; readonly top: number; readonly event: number } | undefined

/** The id of the link of a result. */
export const resultId = (event: number) => `result-${event}`

/** Keeps the place at which results are left for an event. */
export function saveResultsPosition(scroller: Element, event: number): void {
  left = { href: toHref(currentRoute()), top: scroller.scrollTop, event }
}

/** Puts results back to where they were left, with the focus on what was opened. */
export function restoreResultsPosition(scroller: Element): void {
  if (left?.href !== toHref(currentRoute())) return
  const { top, event } = left
  left = undefined
  scroller.scrollTop = top
  document.getElementById(resultId(event))?.focus({ preventScroll: true })
}

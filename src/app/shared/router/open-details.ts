import { currentRoute, navigate } from './route.ts'

/** The URL at which the user opened the details, so that closing them goes back in the history. */
let openedHref: string | undefined

/** Opens the details of an event over the current screen, with a URL that can be shared. */
export function openDetails(event: number): void {
  navigate({ ...currentRoute(), details: event })
  openedHref = location.href
}

/** Shows the details of another event in place of the current ones. */
export function replaceDetails(event: number): void {
  const wereOpened = location.href === openedHref
  navigate({ ...currentRoute(), details: event }, { replace: true })
  if (wereOpened) openedHref = location.href
}

/** Closes the details; the screen below stays. */
export function closeDetails(): void {
  if (location.href === openedHref) history.back()
  else navigate({ ...currentRoute(), details: undefined }, { replace: true })
}

import { currentRoute, navigate } from './route.ts'

/** The address at which they were opened by a press, so that the one before it in the history is the way back. */
let opened: string | undefined

/** Opens the details of an event over whatever is seen, under an address that can be shared. */
export function openDetails(event: number): void {
  navigate({ ...currentRoute(), details: event })
  opened = location.href
}

/** Closes them; what was seen below stays. */
export function closeDetails(): void {
  if (location.href === opened) history.back()
  else navigate({ ...currentRoute(), details: undefined }, { replace: true })
}

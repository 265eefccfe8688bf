/** A position to which a timeline can go; `above` and `below` are relative to the focused or topmost visible event. */
export type Destination = 'first' | 'last' | 'status-above' | 'status-below' | { readonly day: string }

let handler: ((destination: Destination) => void) | undefined
let topOf: string | undefined

/** Makes the displayed timeline go to a position. */
export function goTo(destination: Destination): void {
  handler?.(destination)
}

/** Makes the timeline of the current URL move the focus to its first row as soon as it is loaded. */
export function goToTopOfNext(): void {
  topOf = location.href
}

/** Whether the timeline, which has just been loaded, moves the focus to its first row; true once. */
export function takeGoToTop(): boolean {
  const isRequested = topOf === location.href
  topOf = undefined
  return isRequested
}

/** Registers the handler of the displayed timeline; returns the function that removes it. */
export function onGoTo(go: (destination: Destination) => void): () => void {
  handler = go
  return () => {
    if (handler === go) handler = undefined
  }
}

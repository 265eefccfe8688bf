/** A position to which a timeline can go; `above` and `below` are relative to the focused or topmost visible event. */
export type Destination = 'first' | 'last' | 'status-above' | 'status-below' | { readonly day: string }

let handler: ((destination: Destination) => void) | undefined

/** Makes the displayed timeline go to a position. */
export function goTo(destination: Destination): void {
  handler?.(destination)
}

/** Registers the handler of the displayed timeline; returns the function that removes it. */
export function onGoTo(go: (destination: Destination) => void): () => void {
  handler = go
  return () => {
    if (handler === go) handler = undefined
  }
}

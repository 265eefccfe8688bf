/** Where a timeline can be asked to go; `above` and `below` are counted from the event that has the focus or is on top. */
export type Destination = 'first' | 'last' | 'status-above' | 'status-below' | { readonly day: string }

let grant: ((destination: Destination) => void) | undefined

/** Asks the timeline in sight to go somewhere. */
export function goTo(destination: Destination): void {
  grant?.(destination)
}

/** Says who goes; gives the function that stops that. */
export function onGoTo(go: (destination: Destination) => void): () => void {
  grant = go
  return () => {
    if (grant === go) grant = undefined
  }
}

/**
 * What places of the page can be asked for: to write about a lead, to find one, to find words in notes, to go somewhere
 * in a timeline, to show one of the sheets.
 */
export type Command =
  | `write ${string}`
  | 'find'
  | 'find-in-notes'
  | 'filter'
  | 'go-to'
  | 'keys'
  | 'snippets'
  | 'account'

const places = new Map<Command, () => void>()
let pending: Command | undefined

/** Asks for something. A place that is not there yet grants it when it comes, unless the focus has gone on by then. */
export function dispatchCommand(wanted: Command): void {
  const handler = places.get(wanted)
  pending = handler === undefined ? wanted : undefined
  handler?.()
}

/** Says who grants a wish, and grants one that waited; gives the function that stops that. */
export function onCommand(granted: Command, grant: () => void): () => void {
  places.set(granted, grant)
  if (pending === granted) {
    pending = undefined
    if (restsNowhere()) grant()
  }
  return () => {
    if (places.get(granted) === grant) places.delete(granted)
  }
}

/** Whether the focus is where it is put while a screen changes: somebody who went on by themselves is not called back. */
function restsNowhere(): boolean {
  return document.activeElement === document.body || document.activeElement?.tagName === 'MAIN'
}

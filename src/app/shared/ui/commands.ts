/**
 * The commands of the page: write about a lead (or one of several, with commas between them), find a lead, search in notes, filter or go to a date in a timeline,
 * show a dialog.
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

const handlers = new Map<Command, () => void>()
let pending: Command | undefined

/**
 * Dispatches a command. If its handler is not mounted yet, the command runs on mount unless the focus has moved by
 * then.
 */
export function dispatchCommand(command: Command): void {
  const handler = handlers.get(command)
  pending = handler === undefined ? command : undefined
  handler?.()
}

/**
 * Registers a command's handler, and runs it if the command is pending. Returns a function that removes the handler.
 */
export function onCommand(command: Command, handler: () => void): () => void {
  handlers.set(command, handler)
  if (pending === command) {
    pending = undefined
    if (isFocusInitial()) handler()
  }
  return () => {
    if (handlers.get(command) === handler) handlers.delete(command)
  }
}

/** Whether the focus is where a change of screen puts it. If not, the user has moved it, and nothing else must. */
export function isFocusInitial(): boolean {
  return document.activeElement === document.body || document.activeElement?.matches('main, h1') === true
}

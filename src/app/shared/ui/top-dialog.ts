type Listener = (dialog: HTMLDialogElement | undefined) => void

const dialogs: HTMLDialogElement[] = []
const listeners = new Set<Listener>()

/** Records that a modal dialog has opened, above the ones before it. Returns the function that records its end. */
export function addDialog(dialog: HTMLDialogElement): () => void {
  dialogs.push(dialog)
  notify()
  return () => {
    dialogs.splice(dialogs.indexOf(dialog), 1)
    notify()
  }
}

/**
 * Calls `listener` now, and whenever another modal dialog is the topmost one (`undefined`: none is open). Returns the
 * function that stops this.
 */
export function onTopDialog(listener: Listener): () => void {
  listeners.add(listener)
  listener(dialogs.at(-1))
  return () => listeners.delete(listener)
}

function notify(): void {
  for (const listener of listeners) listener(dialogs.at(-1))
}

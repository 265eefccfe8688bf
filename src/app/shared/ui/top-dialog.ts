import { createListeners } from '../store.ts'

const dialogs: HTMLDialogElement[] = []
const listeners = createListeners<[topmost: HTMLDialogElement | undefined]>()

/** Records that a modal dialog has opened, above the ones before it. Returns the function that records its end. */
export function addDialog(dialog: HTMLDialogElement): () => void {
  dialogs.push(dialog)
  listeners.notify(dialogs.at(-1))
  return () => {
    dialogs.splice(dialogs.indexOf(dialog), 1)
    listeners.notify(dialogs.at(-1))
  }
}

/**
 * Calls `listener` now, and whenever another modal dialog is the topmost one (`undefined`: none is open). Returns the
 * function that stops this.
 */
export function onTopDialog(listener: (topmost: HTMLDialogElement | undefined) => void): () => void {
  listener(dialogs.at(-1))
  return listeners.subscribe(listener)
}

/** Whether a modal dialog is open: the page behind it accepts no input. */
export function isDialogOpen(): boolean {
  return dialogs.length > 0
}

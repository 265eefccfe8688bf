import { isTextInput } from '../../../shared/ui/is-text-input.ts'
import { isModified } from '../../../shared/ui/shortcut.ts'

/** Contract: "undo means that the screen holds it back for ten seconds before it is sent". */
export const undoWindowMs = 10_000

/** What can be undone, the latest last: one press takes one thing back. */
const undos: (() => void)[] = []

/**
 * Calls `undo` on ⌘Z or Ctrl+Z outside of text boxes, which undo their own, once everything that was done later is undone
 * or cannot be any more. The toast with the button is at the end of the page, too far for the Tab key. Gives the function
 * that stops it.
 */
export function onUndoKeys(undo: () => void): () => void {
  if (undos.length === 0) document.addEventListener('keydown', press)
  undos.push(undo)
  return () => {
    const index = undos.indexOf(undo)
    if (index >= 0) undos.splice(index, 1)
    if (undos.length === 0) document.removeEventListener('keydown', press)
  }
}

function press(event: KeyboardEvent) {
  if (!isModified(event, 'z') || isTextInput(event.target)) return
  event.preventDefault()
  undos.at(-1)?.()
}

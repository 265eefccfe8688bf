import { isTextBox } from '../ui/is-text-box.ts'
import { isModified } from '../ui/shortcut.ts'

/**
 * Calls `undo` on ⌘Z or Ctrl+Z outside of text boxes, which undo their own; `undo` says whether it was its turn. The
 * toast with the button is at the end of the page, too far for the Tab key. Gives the function that stops it.
 */
export function onUndoKeys(undo: () => boolean): () => void {
  const listener = (event: KeyboardEvent) => {
    if (!isModified(event, 'z') || isTextBox(event.target) || !undo()) return
    event.preventDefault()
    // one press takes one deletion back
    event.stopImmediatePropagation()
  }
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}

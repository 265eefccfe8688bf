import { isTextInput } from '../../../shared/ui/is-text-input.ts'
import { isModified } from '../../../shared/ui/shortcut.ts'

/** Contract: "Undo means that the screen delays the deletion for ten seconds before sending it." */
export const undoWindowMs = 10_000

/** The available undo functions, the latest last: each keystroke calls one. */
const undos: (() => void)[] = []

/**
 * Calls `undo` on ⌘Z or Ctrl+Z outside text fields, which have their own undo, as soon as no later action can be undone. The
 * toast's button is at the end of the page, too far away for the Tab key. Returns the function that stops this.
 */
export function onUndoKeys(undo: () => void): () => void {
  if (undos.length === 0) document.addEventListener('keydown', handleKeyDown)
  undos.push(undo)
  return () => {
    const index = undos.indexOf(undo)
    if (index >= 0) undos.splice(index, 1)
    if (undos.length === 0) document.removeEventListener('keydown', handleKeyDown)
  }
}

function handleKeyDown(event: KeyboardEvent) {
  if (!isModified(event, 'z') || isTextInput(event.target)) return
  event.preventDefault()
  undos.at(-1)?.()
}

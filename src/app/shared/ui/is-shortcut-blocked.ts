import { isTextInput } from './is-text-input.ts'
import { isDialogOpen } from './top-dialog.ts'

/** Whether keys pressed at `target` have another use: in a field, a list with type-ahead, or a dialog. */
export function isShortcutBlocked(target: EventTarget | null): boolean {
  return hasOwnKeys(target) || isDialogOpen() || document.querySelector('[aria-modal="true"]') !== null
}

/** Whether an element uses keys itself: a field, or a list with type-ahead. */
export function hasOwnKeys(target: EventTarget | null): boolean {
  if (isTextInput(target)) return true
  const usesLetters = '[role="combobox"], [type="datetime-local"], [type="date"]'
  return target instanceof Element && target.closest(usesLetters) !== null
}

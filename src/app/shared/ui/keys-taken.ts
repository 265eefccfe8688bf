import { isTextBox } from './is-text-box.ts'

/** Whether letters pressed here are for something else: a field, a list that is searched by them, a dialog. */
export function areKeysTaken(target: EventTarget | null): boolean {
  if (isTextBox(target) || document.querySelector('dialog[open]') !== null) return true
  const takes = '[role="combobox"], [type="datetime-local"], [type="date"]'
  return target instanceof Element && target.closest(takes) !== null
}

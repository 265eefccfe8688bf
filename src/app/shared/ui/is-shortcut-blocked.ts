import { isTextInput } from './is-text-input.ts'

/** Whether letters pressed here are for something else: a field, a list that is searched by them, a dialog. */
export function isShortcutBlocked(target: EventTarget | null): boolean {
  if (isTextInput(target) || document.querySelector('dialog[open]') !== null) return true
  const takes = '[role="combobox"], [type="datetime-local"], [type="date"]'
  return target instanceof Element && target.closest(takes) !== null
}

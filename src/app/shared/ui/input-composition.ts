import { isTextInput } from './is-text-input.ts'

/** The field in which an input method composes a text, such as Japanese from Latin letters. */
let composingField: EventTarget | null = null

/** Whether a composition is open: the text of the focused field is not what the user means yet. */
export function isComposing(): boolean {
  return composingField !== null && composingField === document.activeElement
}

/**
 * Leaves the keys of a composition to the input method: no field, form, list or shortcut receives them. The listener is
 * the first of the window, so that no component needs a check of its own. Safari closes the composition before the key
 * event of the last Enter, whose `keyCode` then is 229: https://bugs.webkit.org/show_bug.cgi?id=165004.
 */
export function watchCompositions(): void {
  window.addEventListener('keydown', handleKeyDown, { capture: true })
  window.addEventListener(
    'compositionstart',
    ({ target }) => {
      composingField = target
    },
    { capture: true },
  )
  window.addEventListener(
    'compositionend',
    () => {
      composingField = null
    },
    { capture: true },
  )
}

function handleKeyDown(event: KeyboardEvent): void {
  // outside a field 229 is a shortcut that was pressed while an input method is active
  // oxlint-disable-next-line typescript/no-deprecated -- nothing else identifies Safari's last Enter
  const isLastKey = event.keyCode === 229 && isTextInput(event.target)
  if (event.isComposing || isLastKey) event.stopImmediatePropagation()
}

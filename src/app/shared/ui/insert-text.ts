/** Replaces the selection of a field by a text as if it were typed, so that the browser's undo reverts it. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  // deprecated, but the only way that a browser's undo supports
  // oxlint-disable-next-line typescript/no-deprecated
  if (isTypable(text) && document.execCommand?.('insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Whether the browser would insert the whole text: it silently omits control characters. */
function isTypable(text: string): boolean {
  return !/[^\P{Cc}\n\t]/u.test(text)
}

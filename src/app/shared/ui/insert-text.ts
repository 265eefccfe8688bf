/** Writes a text in place of what is selected in a field, as if it were typed: the browser's own undo takes it back. */
export function insertText(field: HTMLTextAreaElement, text: string): void {
  field.focus()
  // deprecated, and the only way that a browser's undo knows of
  // oxlint-disable-next-line typescript/no-deprecated
  if (isTypable(text) && document.execCommand?.('insertText', false, text)) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

/** Whether the browser would type all of it: what is no text it leaves out, and says nothing. */
function isTypable(text: string): boolean {
  return !/[^\P{Cc}\n\t]/u.test(text)
}

const textTypes: ReadonlySet<string> = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
])

/** Whether keys pressed here write text: a radio button is an `input`, too, and does not. */
export function isTextInput(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const box = target.closest('input, textarea, [contenteditable]')
  if (box instanceof HTMLInputElement) return textTypes.has(box.type)
  return box !== null && box.getAttribute('contenteditable') !== 'false'
}

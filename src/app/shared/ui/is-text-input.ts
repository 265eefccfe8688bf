const textTypes: ReadonlySet<string> = new Set([
  'text',
  'search',
  'email',
  'url',
  'tel',
  'password',
  'number',
])

/** Whether keys pressed at `target` write text: a radio button is an `input` too, but does not. */
export function isTextInput(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  const field = target.closest('input, textarea, [contenteditable]')
  if (field instanceof HTMLInputElement) return textTypes.has(field.type)
  return field !== null && field.getAttribute('contenteditable') !== 'false'
}

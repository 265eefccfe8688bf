import type { KeyboardEvent } from 'react'

/** Makes Escape close only the open popup, not the dialog or form around it. */
export function stopEscapePropagation(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.stopPropagation()
}

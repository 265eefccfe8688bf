import type { KeyboardEvent } from 'react'

/** Escape closes the popup that is open, and nothing around it: no dialog, no form. */
export function stopEscapePropagation(event: KeyboardEvent): void {
  if (event.key !== 'Escape') return
  event.preventDefault()
  event.stopPropagation()
}

import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isTextInput } from '../../../shared/ui/is-text-input.ts'

/**
 * Moves the focus to the row to which the user has navigated, as soon as the row can take it. The focus stays where it is
 * while the user steps through matches, and in a text field, because the next letters would be shortcuts of the row.
 */
export function useFocusOnArrival(
  row: RefObject<HTMLElement | null>,
  arriving: boolean,
  onArrived: () => void,
): void {
  const handleArrived = useEffectEvent(onArrived)
  useEffect(() => {
    if (!arriving) return undefined
    let frame = 0
    const tryFocus = () => {
      const { activeElement } = document
      const keepsFocus = isTextInput(activeElement) || activeElement?.closest('[data-hit-steps]') !== null
      if (!keepsFocus) row.current?.focus({ preventScroll: true })
      // a row of the virtual list is invisible until it was measured, and an invisible element cannot take the focus
      if (keepsFocus || document.activeElement === row.current) handleArrived()
      else frame = requestAnimationFrame(tryFocus)
    }
    tryFocus()
    return () => cancelAnimationFrame(frame)
  }, [row, arriving])
}

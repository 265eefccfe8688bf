import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isTextInput } from '../../../shared/ui/is-text-input.ts'

/**
 * Moves the focus to a row that was just arrived at, as soon as the row accepts it. The focus stays where it is if the
 * person goes from hit to hit, and if it is in a text box: the next letters would be shortcuts of the row.
 */
export function useFocusOnArrival(
  row: RefObject<HTMLElement | null>,
  arriving: boolean,
  onArrived: () => void,
): void {
  const arrive = useEffectEvent(onArrived)
  useEffect(() => {
    if (!arriving) return undefined
    let frame = 0
    const takeFocus = () => {
      const { activeElement } = document
      const keepsFocus = isTextInput(activeElement) || activeElement?.closest('[data-hit-steps]') !== null
      if (!keepsFocus) row.current?.focus({ preventScroll: true })
      // a row of a long list stays invisible until it was measured, and nothing invisible takes the focus
      if (keepsFocus || document.activeElement === row.current) arrive()
      else frame = requestAnimationFrame(takeFocus)
    }
    takeFocus()
    return () => cancelAnimationFrame(frame)
  }, [row, arriving])
}

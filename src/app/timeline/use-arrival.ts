import { useEffect, useEffectEvent, type RefObject } from 'react'

/**
 * Gives the focus to a row that was just arrived at, as soon as the row can take it; whoever goes from hit to hit keeps it
 * where the steps are.
 */
export function useArrival(
  row: RefObject<HTMLElement | null>,
  arriving: boolean,
  onArrived: () => void,
): void {
  const arrive = useEffectEvent(onArrived)
  useEffect(() => {
    if (!arriving) return undefined
    let frame = 0
    if (document.activeElement?.closest('[data-hit-steps]') !== null) {
      arrive()
      return undefined
    }
    const takeFocus = () => {
      row.current?.focus({ preventScroll: true })
      // a row of a long list stays invisible until it was measured, and nothing invisible takes the focus
      if (document.activeElement === row.current) arrive()
      else frame = requestAnimationFrame(takeFocus)
    }
    takeFocus()
    return () => cancelAnimationFrame(frame)
  }, [row, arriving])
}

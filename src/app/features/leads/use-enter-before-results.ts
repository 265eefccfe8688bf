import { useEffect, useEffectEvent, useRef } from 'react'

/**
 * Postpones an Enter that was pressed before the results: a user who types a name and immediately presses Enter has already
 * said which lead they want. `loadedFor` is the filter of the displayed results, `undefined` while they are stale. Returns
 * the function that postpones `act` until the results of its filter are loaded. The results of a different filter cancel it.
 */
export function useEnterBeforeResults(
  loadedFor: string | undefined,
  act: () => void,
): (filter: string) => void {
  const pendingFilter = useRef<string>(undefined)
  const run = useEffectEvent(act)
  useEffect(() => {
    if (loadedFor === undefined) return
    const filter = pendingFilter.current
    pendingFilter.current = undefined
    if (filter === loadedFor) run()
  }, [loadedFor])
  return (filter) => {
    pendingFilter.current = filter
  }
}

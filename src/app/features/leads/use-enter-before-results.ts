import { useEffect, useEffectEvent, useRef } from 'react'

/**
 * Does what was asked for before its answer was there, as soon as it is: whoever types a name and presses Enter at once
 * has said which lead they want. `answered` is the filter that the list in sight answers, `undefined` while it is out of
 * date. Gives the function that says which answer is waited for; a later filter is another question.
 */
export function useEnterBeforeResults(
  answered: string | undefined,
  act: () => void,
): (wanted: string) => void {
  const wanted = useRef<string>(undefined)
  const actNow = useEffectEvent(act)
  useEffect(() => {
    if (answered === undefined) return
    const waited = wanted.current
    wanted.current = undefined
    if (waited === answered) actNow()
  }, [answered])
  return (filter) => {
    wanted.current = filter
  }
}

import { useEffect, useState } from 'react'
import { isComposing } from './input-composition.ts'

/** Returns a text once it has not changed for `milliseconds`; an empty text is returned at once. */
export function useDebounced(value: string, milliseconds: number): string {
  const [debounced, setDebounced] = useState(value)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const update = () => {
      // half of a composed text is no text to search for
      if (isComposing()) timer = setTimeout(update, milliseconds)
      else setDebounced(value)
    }
    timer = setTimeout(update, value === '' ? 0 : milliseconds)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return value === '' ? '' : debounced
}

import { useState } from 'react'

/**
 * Returns the previous list as long as its items are the same, so that values derived from it need no recomputation.
 */
export function useStableList<Item>(list: readonly Item[]): readonly Item[] {
  const [stable, setStable] = useState(list)
  if (list.length === stable.length && list.every((item, index) => item === stable[index])) return stable
  setStable(list)
  return list
}

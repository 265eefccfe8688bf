import { useState } from 'react'

/** The same list as before as long as the same items are in it: what was made of it need not be made again. */
export function useStableList<Item>(list: readonly Item[]): readonly Item[] {
  const [steady, setSteady] = useState(list)
  if (list.length === steady.length && list.every((item, index) => item === steady[index])) return steady
  setSteady(list)
  return list
}

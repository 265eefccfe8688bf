const storageKey = 'leadline.page'

/** The id of the page that was in this tab before; from now on it is this one, by its id. */
export function swapPageId(id: string): string | undefined {
  try {
    const earlier = sessionStorage.getItem(storageKey) ?? undefined
    sessionStorage.setItem(storageKey, id)
    return earlier
  } catch {
    // a browser that keeps nothing knows no page before
    return undefined
  }
}

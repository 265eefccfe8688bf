/** Whether the browser shows the page. */
export function isPageVisible(): boolean {
  return document.visibilityState === 'visible'
}

/**
 * Calls `listener` when the page becomes visible or hidden, and when the connection returns. Returns a function to
 * stop.
 */
export function onPageVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  window.addEventListener('online', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
    window.removeEventListener('online', listener)
  }
}

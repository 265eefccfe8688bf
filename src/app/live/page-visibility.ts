/** Whether somebody looks at the page. */
export function isPageVisible(): boolean {
  return document.visibilityState === 'visible'
}

/** Calls back when somebody comes to the page or leaves it, and when the connection is back. */
export function onPageVisibility(listener: () => void): () => void {
  document.addEventListener('visibilitychange', listener)
  window.addEventListener('online', listener)
  return () => {
    document.removeEventListener('visibilitychange', listener)
    window.removeEventListener('online', listener)
  }
}

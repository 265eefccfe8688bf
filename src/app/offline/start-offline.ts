/** Keeps the page itself for when there is no network. Not in development, whose files change under its feet. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/sw.js').catch(() => {
    // forbidden, or no room for it: the page works with a network as it did
  })
}

import { createTrustedPolicy } from '../ui/trusted-types.ts'

const script = '/sw.js'

/** Keeps the page itself for when there is no network. Not in development, whose files change under its feet. */
export function startOffline(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const policy = createTrustedPolicy('leadline-worker', {
    createScriptURL: (address) => (address === script ? script : ''),
  })
  navigator.serviceWorker.register(policy.createScriptURL(script)).catch(() => {
    // forbidden, or no room for it: the page works with a network as it did
  })
}

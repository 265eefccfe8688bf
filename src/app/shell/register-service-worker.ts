import { createTrustedPolicy } from '../shared/ui/trusted-types.ts'

const script = '/sw.js'

/** After this, in milliseconds, the first view no longer has to share the processor and the line with what is kept. */
const patience = 2_000

/** Keeps the page itself for when there is no network. Not in development, whose files change under its feet. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // made at once, so that nobody else can make one of this name
  const policy = createTrustedPolicy('leadline-worker', {
    createScriptURL: (address) => (address === script ? script : ''),
  })
  setTimeout(() => {
    navigator.serviceWorker.register(policy.createScriptURL(script)).catch(() => {
      // forbidden, or no room for it: the page works with a network as it did
    })
  }, patience)
}

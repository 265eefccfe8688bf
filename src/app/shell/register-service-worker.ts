import { createTrustedPolicy } from '../shared/ui/trusted-types.ts'

const workerUrl = '/sw.js'

/** Delay in milliseconds, so that caching the files does not compete with the first view for CPU and network. */
const registrationDelayMs = 2_000

/** Registers the service worker that opens the page offline. Not in development, where the files change constantly. */
export function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  // created immediately, so that no other script can create a policy of this name
  const policy = createTrustedPolicy('leadline-worker', {
    createScriptURL: (url) => (url === workerUrl ? workerUrl : ''),
  })
  setTimeout(() => {
    void register(policy.createScriptURL(workerUrl))
  }, registrationDelayMs)
}

async function register(url: string): Promise<void> {
  try {
    await navigator.serviceWorker.register(url)
  } catch {
    // forbidden, or no storage left: the page still works online
  }
}

import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { IDBFactory } from 'fake-indexeddb'
import { onTestFinished } from 'vitest'
import { createQueryClient } from '../app/shell/query-client.ts'
import { closeResponseCache } from '../app/shared/api/response-cache.ts'
import { resetClock } from '../app/shared/time/server-clock.ts'
import { App } from '../app/shell/App.tsx'
import { clearToasts } from '../app/shared/ui/show-toast.ts'
import { ApiClient } from './api-client.ts'
import { browserFetch } from './browser-fetch.ts'
import { startService, testPassword, type TestService } from './start-service.ts'

export interface RenderAppOptions {
  /** the ID of the user of `acme` who is signed in; default: none */
  readonly as?: string | undefined
  /** a running service; by default, a new one on a database of its own */
  readonly service?: TestService
  /** creates data before the page is opened; `api` calls the service on behalf of the user with that ID */
  readonly given?: (api: (appUserId: string) => ApiClient, service: TestService) => Promise<void>
}

/**
 * Opens the page at a URL, as a user of `acme`, on the real service in this process: `fetch` calls the service
 * directly, with a browser's cookies. Everything is removed when the test ends.
 */
export async function renderApp(address: string, { as, service: running, given }: RenderAppOptions = {}) {
  const service = running ?? (await startService())
  const api = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })
  await given?.(api, service)

  // a browser that has never opened the page
  globalThis.indexedDB = new IDBFactory()
  sessionStorage.clear()
  resetClock()
  await closeResponseCache()
  const before = globalThis.fetch
  globalThis.fetch = browserFetch(service.service)
  window.history.replaceState(null, '', address)
  if (as !== undefined) {
    await fetch('/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${as}@example.test`, password: testPassword }),
    })
  }
  const queryClient = createQueryClient()
  const view = render(
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>,
  )
  onTestFinished(async () => {
    view.unmount()
    clearToasts()
    queryClient.clear()
    globalThis.fetch = before
    localStorage.clear()
    if (running === undefined) await service.close()
  })
  return { user: userEvent.setup(), service, api, queryClient }
}

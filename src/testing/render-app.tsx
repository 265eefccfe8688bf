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
  /** the id of a person of `acme` who is signed in, or nobody */
  readonly as?: string | undefined
  /** a service that runs already; otherwise one is started on a database of its own */
  readonly service?: TestService
  /** fills the service before the page is opened; `api` calls it as the person of that id */
  readonly given?: (api: (appUserId: string) => ApiClient, service: TestService) => Promise<void>
}

/**
 * Opens the page at an address, as a person of `acme`, on the real service in this process: `fetch` goes straight into
 * it, with a browser's cookies. All of it is gone when the test ends.
 */
export async function renderApp(address: string, { as, service: running, given }: RenderAppOptions = {}) {
  const service = running ?? (await startService())
  const api = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })
  await given?.(api, service)

  // a browser that was never here before
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
    if (running === undefined) await service.close()
  })
  return { user: userEvent.setup(), service, api, queryClient }
}

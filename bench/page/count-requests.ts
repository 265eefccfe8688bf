import type { Page, Request } from '@playwright/test'

/** The requests over the network, and their responses in transferred bytes. */
export interface Traffic {
  readonly requests: number
  readonly script: number
  readonly style: number
  /** everything, including headers */
  readonly bytes: number
}

const pathOf = (request: Request) => new URL(request.url()).pathname

/**
 * Counts a page's requests from now on with the events that Playwright receives anyway: another subscription would
 * slow down the page.
 */
export function countRequests(page: Page) {
  const sent = new Map<Request, 'pending' | 'finished' | 'failed'>()
  page.on('request', (request) => {
    if (request.url().startsWith('http')) sent.set(request, 'pending')
  })
  page.on('requestfinished', (request) => sent.has(request) && sent.set(request, 'finished'))
  page.on('requestfailed', (request) => sent.has(request) && sent.set(request, 'failed'))

  return {
    async total(): Promise<Traffic> {
      const finished = await Promise.all(
        [...sent.keys()]
          .filter((request) => sent.get(request) === 'finished')
          .map(async (request) => {
            const { responseHeadersSize, responseBodySize } = await request.sizes()
            return { path: pathOf(request), bytes: responseHeadersSize + responseBodySize }
          }),
      )
      const bytes = (matches: (path: string) => boolean) =>
        finished.filter(({ path }) => matches(path)).reduce((sum, response) => sum + response.bytes, 0)
      return {
        requests: sent.size,
        script: bytes((path) => path.endsWith('.js')),
        style: bytes((path) => path.endsWith('.css')),
        bytes: bytes(() => true),
      }
    },
    /** the number of requests for a timeline's pages until now */
    pages: () => [...sent.keys()].filter((request) => pathOf(request) === '/v2/leadevents').length,
    /** resolves when no request has been pending for half a second */
    async quiet(): Promise<void> {
      let quietChecks = 0
      let lastSize = -1
      while (quietChecks < 5) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const isQuiet = sent.size === lastSize && ![...sent.values()].includes('pending')
        lastSize = sent.size
        quietChecks = isQuiet ? quietChecks + 1 : 0
      }
    },
  }
}

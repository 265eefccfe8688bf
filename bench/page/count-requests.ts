import type { Page, Request } from '@playwright/test'

/** What was asked for over the network, and what came of it in bytes as they travelled. */
export interface Traffic {
  readonly requests: number
  readonly script: number
  readonly style: number
  /** everything, with heads */
  readonly bytes: number
}

const pathOf = (request: Request) => new URL(request.url()).pathname

/** Counts a page's requests from now on, by what the browser tells Playwright anyway: who asks it twice slows it. */
export function countRequests(page: Page) {
  const sent = new Map<Request, 'under way' | 'answered' | 'failed'>()
  page.on('request', (request) => {
    if (request.url().startsWith('http')) sent.set(request, 'under way')
  })
  page.on('requestfinished', (request) => sent.has(request) && sent.set(request, 'answered'))
  page.on('requestfailed', (request) => sent.has(request) && sent.set(request, 'failed'))

  return {
    async total(): Promise<Traffic> {
      const answered = await Promise.all(
        [...sent.keys()]
          .filter((request) => sent.get(request) === 'answered')
          .map(async (request) => {
            const { responseHeadersSize, responseBodySize } = await request.sizes()
            return { path: pathOf(request), bytes: responseHeadersSize + responseBodySize }
          }),
      )
      const bytes = (matches: (path: string) => boolean) =>
        answered.filter(({ path }) => matches(path)).reduce((sum, answer) => sum + answer.bytes, 0)
      return {
        requests: sent.size,
        script: bytes((path) => path.endsWith('.js')),
        style: bytes((path) => path.endsWith('.css')),
        bytes: bytes(() => true),
      }
    },
    /** requests of a timeline's page until now */
    pages: () => [...sent.keys()].filter((request) => pathOf(request) === '/v2/leadevents').length,
    /** resolves when nothing has been under way for half a second */
    async quiet(): Promise<void> {
      let still = 0
      let known = -1
      while (still < 5) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const isStill = sent.size === known && ![...sent.values()].includes('under way')
        known = sent.size
        still = isStill ? still + 1 : 0
      }
    },
  }
}

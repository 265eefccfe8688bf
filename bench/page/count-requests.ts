import type { CDPSession } from '@playwright/test'

/** What was asked for over the network, and what came of it in bytes as they travelled. */
export interface Traffic {
  readonly requests: number
  readonly script: number
  readonly style: number
  /** everything, with heads */
  readonly bytes: number
  /** requests of a timeline's page */
  readonly pages: number
}

/** Counts a page's requests from now on. */
export async function countRequests(session: CDPSession) {
  const sent = new Map<string, { readonly path: string; bytes: number; over: boolean }>()
  session.on('Network.requestWillBeSent', ({ requestId, request: { url } }) => {
    if (url.startsWith('http')) sent.set(requestId, { path: new URL(url).pathname, bytes: 0, over: false })
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = sent.get(requestId)
    if (request === undefined) return
    request.bytes = encodedDataLength
    request.over = true
  })
  session.on('Network.loadingFailed', ({ requestId }) => {
    const request = sent.get(requestId)
    if (request !== undefined) request.over = true
  })
  await session.send('Network.enable')

  const total = (): Traffic => {
    const requests = [...sent.values()]
    const bytes = (matches: (path: string) => boolean) =>
      requests.filter(({ path }) => matches(path)).reduce((sum, request) => sum + request.bytes, 0)
    return {
      requests: requests.length,
      script: bytes((path) => path.endsWith('.js')),
      style: bytes((path) => path.endsWith('.css')),
      bytes: bytes(() => true),
      pages: requests.filter(({ path }) => path === '/v2/leadevents').length,
    }
  }
  return {
    total,
    /** resolves when nothing has been under way for half a second */
    async quiet(): Promise<void> {
      let still = 0
      let known = -1
      while (still < 5) {
        await new Promise((resolve) => setTimeout(resolve, 100))
        const isStill = sent.size === known && [...sent.values()].every(({ over }) => over)
        known = sent.size
        still = isStill ? still + 1 : 0
      }
    },
  }
}

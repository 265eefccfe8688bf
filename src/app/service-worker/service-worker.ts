import { findPage } from '../../contract/page-paths.ts'
import type { TabMessage } from '../shared/storage/tab-coordination.ts'
import { reloadTimes, type DelegatedDeletion, type WorkerMessage } from '../shared/storage/worker-messages.ts'

/*
 * Opens the page without a network.
 *
 * 2026-11-24. Context: a generated worker (vite-plugin-pwa, workbox) adds some 200 packages and 15 KB for what is four
 * rules here. Decision: a worker written by hand. It caches all files of a version together or none of them. It requests
 * the page itself from the service first, so that the next load shows a new version; every other file is named by its
 * content and is served from any cache that has it. Consequence: a page and its scripts always have the same version, a
 * page that is open while a new version is installed still finds its own files, and this worker never answers API requests.
 */
declare const self: ServiceWorkerGlobalScope

/** The version of the page and the paths of all its files, which the build defines (vite.config.ts). */
declare const pageVersion: string
declare const pageFiles: readonly string[]

const files = pageFiles

const prefix = 'leadline '
const cacheName = `${prefix}${pageVersion}`

/** Milliseconds without a response from the service, after which the cached page is shown. */
const fallbackTimeoutMs = 4_000

self.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName)
      await cache.addAll(files.map((file) => new Request(file, { cache: 'no-cache' })))
      await self.skipWaiting()
    })(),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const oldCaches = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
      // the previous version may belong to a page that is still open
      await Promise.all(oldCaches.slice(0, -1).map((name) => caches.delete(name)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    // any other path belongs to the service, such as the API description and the health checks
    if (findPage(pathname) === undefined) return
    loadingClients.set(event.resultingClientId, Date.now())
    event.respondWith(openPage(request))
  } else if (files.includes(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(findFile(request))
  }
})

async function matchCurrentVersion(file: RequestInfo): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(file)
}

async function openPage(request: Request): Promise<Response> {
  const timeout = sleep(fallbackTimeoutMs)
  const fetched = fetch(request)
  try {
    const response = await Promise.race([fetched, timeout])
    // a proxy in front of a service that is down answers with its own error page, which is useless to the user
    if (response !== undefined && response.status < 500) return response
    return (await matchCurrentVersion('/')) ?? (await fetched)
  } catch (error) {
    const page = await matchCurrentVersion('/')
    if (page === undefined) throw error
    return page
  }
}

async function findFile(request: Request): Promise<Response> {
  return (await matchCurrentVersion(request)) ?? (await caches.match(request)) ?? fetch(request)
}

/** Pages that were requested and have not yet sent `here`: the time of the request, by client ID. */
const loadingClients = new Map<string, number>()

/** Milliseconds to wait for a page that the browser does not list yet: on a slow machine it can be late. */
const maxLoadMs = 20_000

/** Whether a page is loading that may be the reload of the page that was left. */
async function isPageLoading(): Promise<boolean> {
  const open = new Set((await self.clients.matchAll()).map(({ id }) => id))
  for (const [id, since] of loadingClients) {
    // the page was closed or left before it had loaded
    if (!open.has(id) && Date.now() - since > maxLoadMs) loadingClients.delete(id)
  }
  return loadingClients.size > 0
}

/** Deletions that a page delegated to this worker when it was left: by key, the function that reclaims one. */
const delegated = new Map<string, () => void>()

self.addEventListener('message', (event) => {
  // only pages of this origin can send a message
  const message: WorkerMessage = event.data
  if (message.type === 'hand over') event.waitUntil(Promise.all(message.requests.map(sendUnlessReclaimed)))
  if (message.type === 'take back') event.ports[0]?.postMessage(message.keys.filter(reclaim))
  if (message.type === 'here' && event.source instanceof Client) loadingClients.delete(event.source.id)
})

/** Gives a deletion back to the page. Returns whether it was still delegated. */
function reclaim(key: string): boolean {
  const release = delegated.get(key)
  release?.()
  return release !== undefined
}

async function waitForReclaim(key: string): Promise<boolean> {
  const reclaimed = new Promise<true>((resolve) => {
    delegated.set(key, () => resolve(true))
  })
  const wait = async (milliseconds: number) => (await Promise.race([reclaimed, sleep(milliseconds)])) === true
  const start = Date.now()
  let isReclaimed = await wait(reloadTimes.graceMs)
  while (!isReclaimed && Date.now() - start < reloadTimes.maxMs) {
    // the page or the machine is slow: a deletion that the page can undo is not sent before the page has loaded
    const isLoading = await isPageLoading()
    isReclaimed = await wait(isLoading ? 500 : 0)
    if (!isLoading) break
  }
  delegated.delete(key)
  return isReclaimed
}

async function sendUnlessReclaimed({ key, address }: DelegatedDeletion): Promise<void> {
  if (await waitForReclaim(key)) return
  try {
    const { status } = await fetch(address, { method: 'DELETE', headers: { 'idempotency-key': key } })
    // the outbox handles any other status: it sends the request again with the same key
    if (status !== 204) return
    // the pages of other tabs treat the deletion as pending until they receive this message
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches only this origin
    new BroadcastChannel('leadline').postMessage({ type: 'sent', key } satisfies TabMessage)
  } catch {
    // the row stays in the outbox, and the next visit sends it
  }
}

async function sleep(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })
}

/*
 * Opens the page without a network. `version` and `files` are written above by the build (vite.config.ts).
 *
 * 2026-11-24. Context: a generated worker (vite-plugin-pwa, workbox) brings some 200 packages and 15 KB for what is four
 * rules here. Decision: by hand. All files of a version are kept together or not at all. The page itself is asked from the
 * service first, so that a new version is there with the next load; every other file is named by its content, and is
 * taken from wherever it is kept. Consequence: a page and its scripts are always of one version, a page that is open while
 * a new version comes still finds its own, and the API is never answered from here.
 */
const prefix = 'leadline '
const cacheName = `${prefix}${version}`

/** After this, in milliseconds, the kept page is shown while the service says nothing. */
const patience = 4_000

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
      const kept = (await caches.keys()).filter((name) => name.startsWith(prefix) && name !== cacheName)
      // the one before may belong to a page that is still open
      await Promise.all(kept.slice(0, -1).map((name) => caches.delete(name)))
      await self.clients.claim()
    })(),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    // what is no view of the page is the service's own: its description, its health
    if (pathname === '/' || /^\/events\/[^/]+$/.test(pathname)) event.respondWith(openPage(request))
  } else if (files.includes(pathname) || pathname.startsWith('/assets/')) {
    event.respondWith(findFile(request))
  }
})

async function findOwn(file) {
  return (await caches.open(cacheName)).match(file)
}

async function openPage(request) {
  const late = new Promise((resolve) => setTimeout(resolve, patience))
  const asked = fetch(request)
  try {
    const answer = await Promise.race([asked, late])
    // what stands before a service that is down says so by a page of its own, on which nobody could work
    if (answer !== undefined && answer.status < 500) return answer
    return (await findOwn('/')) ?? (await asked)
  } catch (error) {
    const page = await findOwn('/')
    if (page === undefined) throw error
    return page
  }
}

async function findFile(request) {
  return (await findOwn(request)) ?? (await caches.match(request)) ?? fetch(request)
}

/** What pages held back when they were left, by its key: how to take it back. */
const handedOver = new Map()

/** After this, in milliseconds, a page that was left was not loaded again. Before `reloadMilliseconds` of the outbox. */
const reloading = 5_000

self.addEventListener('message', (event) => {
  const { type, requests, keys } = event.data
  if (type === 'hand over') event.waitUntil(Promise.all(requests.map(sendUnlessTakenBack)))
  if (type === 'take back') event.ports[0].postMessage(keys.filter((key) => handedOver.get(key)?.()))
})

async function sendUnlessTakenBack({ key, address }) {
  const isLeft = await new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), reloading)
    handedOver.set(key, () => {
      clearTimeout(timer)
      resolve(false)
      return true
    })
  })
  handedOver.delete(key)
  if (!isLeft) return
  try {
    const { status } = await fetch(address, { method: 'DELETE', headers: { 'idempotency-key': key } })
    // anything else is for the outbox to make sense of, which sends it again under its key
    if (status !== 204) return
    // the pages of other tabs show it until they hear of it
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches this origin alone
    new BroadcastChannel('leadline').postMessage({ type: 'sent', key })
  } catch {
    // it stays in the outbox, and the next visit sends it
  }
}

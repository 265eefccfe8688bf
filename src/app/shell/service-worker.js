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
    if (!/^\/(search|activity|people|events\/[^/]+)?$/.test(pathname)) return
    coming.set(event.resultingClientId, Date.now())
    event.respondWith(openPage(request))
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

/** Pages that were asked for and did not say yet that they are there: since when, by the id of their client. */
const coming = new Map()

/** After this, in milliseconds, a page is not waited for that the browser does not list yet: on a slow machine it can be late. */
const longestAnswer = 20_000

/** Whether a page is being loaded that may be the one before, loaded again. */
async function isOneComing() {
  const open = new Set((await self.clients.matchAll()).map(({ id }) => id))
  for (const [id, since] of coming) {
    // one that was closed, or left, before it was there
    if (!open.has(id) && Date.now() - since > longestAnswer) coming.delete(id)
  }
  return coming.size > 0
}

/** What pages held back when they were left, by its key: how to take it back. */
const handedOver = new Map()

/** After this, in milliseconds, a page that was left is not loaded again, where none is coming. */
const reloading = 5_000

/** No page is waited for any longer, in milliseconds. Before `reloadMilliseconds` of the outbox. */
const longestReload = 30_000

self.addEventListener('message', (event) => {
  const { type, requests, keys } = event.data
  if (type === 'hand over') event.waitUntil(Promise.all(requests.map(sendUnlessTakenBack)))
  if (type === 'take back') event.ports[0].postMessage(keys.filter((key) => handedOver.get(key)?.()))
  if (type === 'here') coming.delete(event.source.id)
})

async function isTakenBack(key) {
  const back = new Promise((resolve) => {
    handedOver.set(key, () => {
      resolve(true)
      return true
    })
  })
  const wait = async (milliseconds) =>
    Promise.race([back, new Promise((resolve) => setTimeout(() => resolve(false), milliseconds))])
  const begun = Date.now()
  let isBack = await wait(reloading)
  while (!isBack && Date.now() - begun < longestReload) {
    // a slow page, or a slow machine: what can be undone there is not done before it is there
    const isComing = await isOneComing()
    isBack = await wait(isComing ? 500 : 0)
    if (!isComing) break
  }
  handedOver.delete(key)
  return isBack
}

async function sendUnlessTakenBack({ key, address }) {
  if (await isTakenBack(key)) return
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

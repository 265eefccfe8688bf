import { endpoints, type EndpointName } from '../../../contract/endpoints.ts'
import type { Session } from '../../../contract/user.ts'
import { createListeners } from '../store.ts'
import { ApiProblem } from './problems.ts'
import type { CachedResponse } from './response-cache.ts'
import { setStaleness } from './staleness.ts'

/** Milliseconds after which the cached response is shown while the service has not responded yet. */
const fallbackTimeoutMs = 5_000

/** The endpoints whose responses are cached: those that the page needs to open, not single look-ups. */
const cachedEndpoints: ReadonlySet<EndpointName> = new Set([
  'getSession',
  'listEvents',
  'getLead',
  'getLeadPath',
  'getOverview',
  'listLeads',
  'listRecentEvents',
  'listStatuses',
  'listUsers',
])

/**
 * Responses that arrived after a cached one was shown in their place, by address: the next fetch returns them at once.
 */
const lateResponses = new Map<string, string>()
const { subscribe, notify } = createListeners()
/** The latest fetch of each address: the response of an earlier fetch that arrives later is outdated. */
const latestFetches = new Map<string, Promise<string>>()

/** Calls `listener` when a late response has arrived. Returns a function to stop. */
export const onResponse = subscribe

/** Number of days for which responses are cached: part of the session. */
let offlineDays = 0

/** The `personKey` of the user whose responses are cached: the responses of other users are never shown. */
let cacheOwner: string | undefined

// not in the initial bundle
const loadCache = async () => import('./response-cache.ts')

/** The session response is cached without an owner, because it defines the owner. */
const ownerOf = (name: EndpointName) => (name === 'getSession' ? 'session' : cacheOwner)

/**
 * Sets the signed-in user, as whom the page opens while the service is unreachable. Deletes the cached responses of
 * every other user.
 */
export function setCacheOwner(person: string, session: Session): void {
  offlineDays = session.offlineDays
  if (person === cacheOwner) return
  cacheOwner = person
  lateResponses.clear()
  latestFetches.clear()
  void cacheSession(person, session)
}

async function cacheSession(person: string, session: Session) {
  try {
    const { deleteOtherOwners, putResponse } = await loadCache()
    const text = JSON.stringify(session)
    await putResponse('session', endpoints.getSession.path, { text, days: session.offlineDays, events: [] })
    await deleteOtherOwners('session', person)
  } catch {
    // a browser without storage has nothing to delete
  }
}

/**
 * Returns the response of `load`; if the service is unreachable or slow, returns the last response of the address to
 * the same user. Rejects with an `ApiProblem` if there is none.
 */
export async function fetchOrCached(
  name: EndpointName,
  address: string,
  load: () => Promise<string>,
): Promise<string> {
  if (!cachedEndpoints.has(name)) return load()
  const lateResponse = lateResponses.get(address)
  if (lateResponse !== undefined) {
    lateResponses.delete(address)
    return lateResponse
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, fallbackTimeoutMs)
  })
  const loading = loadAndCache(name, address, load)
  latestFetches.set(address, loading)
  try {
    return (
      (await Promise.race([loading, timeout])) ??
      (await fallBackToCache(name, address, loading)) ??
      (await loading)
    )
  } catch (error) {
    const cached =
      error instanceof ApiProblem && isUnreachable(error)
        ? await findCached(name, address, isAtokaUnreachable(error))
        : undefined
    if (cached === undefined) throw error
    return cached
  } finally {
    clearTimeout(timer)
  }
}

/** Returns the cached response while the new one is late; the new one replaces it when it arrives. */
async function fallBackToCache(name: EndpointName, address: string, loading: Promise<string>) {
  const cached = await findCached(name, address)
  if (cached !== undefined) void publishLateResponse(name, address, loading)
  return cached
}

async function publishLateResponse(name: EndpointName, address: string, loading: Promise<string>) {
  try {
    const response = await loading
    if (latestFetches.get(address) !== loading) return
    lateResponses.set(address, response)
  } catch (error) {
    // without a response, the cached one stays and is marked as stale
    if (error instanceof ApiProblem && isAtokaUnreachable(error)) await findCached(name, address, true)
    return
  }
  notify()
}

async function loadAndCache(name: EndpointName, address: string, load: () => Promise<string>) {
  const owner = ownerOf(name)
  const text = await load()
  setStaleness(address, undefined)
  // the response belongs to the user who requested it, not to one who signed in since
  if (owner !== undefined && owner === ownerOf(name)) {
    const days = name === 'getSession' ? offlineDaysOf(text) : offlineDays
    void loadCache()
      .then(async ({ putResponse }) =>
        putResponse(owner, address, { text, days, events: eventsOf(name, text) }),
      )
      .catch(() => undefined)
  }
  return text
}

/** Returns the IDs of the events whose notes a response contains. */
function eventsOf(name: EndpointName, text: string): number[] {
  if (name !== 'listEvents' && name !== 'listRecentEvents') return []
  return endpoints[name].response.parse(JSON.parse(text)).items.map(({ id }) => id)
}

/** Reads the number of days from the session response itself, which is cached before `setCacheOwner` is called. */
function offlineDaysOf(session: string): number {
  return endpoints.getSession.response.safeParse(JSON.parse(session)).data?.offlineDays ?? 0
}

async function findCached(name: EndpointName, address: string, isAtoka = false): Promise<string | undefined> {
  const owner = ownerOf(name)
  if (owner === undefined) return undefined
  try {
    const response = (await readCached(owner, name, address)) ?? (await searchStored(owner, name, address))
    if (response === undefined) return undefined
    const { at, text, searchedLeads } = response
    setStaleness(address, { at, isAtoka, searchedLeads })
    return text
  } catch {
    return undefined
  }
}

/** A cached response, or one that was computed from cached leads. */
interface Fallback extends CachedResponse {
  readonly searchedLeads?: number
}

async function readCached(owner: string, name: EndpointName, address: string): Promise<Fallback | undefined> {
  // the response to an earlier search does not contain the leads that were stored since
  if (name === 'listLeads' && new URLSearchParams(address.split('?')[1]).has('q')) return undefined
  return (await loadCache()).getResponse(owner, address)
}

/** Computes the response to a request for leads from the leads in other cached responses. */
async function searchStored(
  owner: string,
  name: EndpointName,
  address: string,
): Promise<Fallback | undefined> {
  if (name !== 'listLeads' && name !== 'getLead') return undefined
  const { findStoredLead, listStoredLeads } = await import('./stored-leads.ts')
  return name === 'getLead' ? findStoredLead(owner, address) : listStoredLeads(owner, address)
}

/** Whether the service responded, but Atoka behind it did not. */
function isAtokaUnreachable({ code }: ApiProblem): boolean {
  return code === 'upstream_unavailable'
}

function isUnreachable({ code, status }: ApiProblem): boolean {
  return code === 'unreachable' || status === 502 || status === 503 || status === 504
}

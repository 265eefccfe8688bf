import { endpoints, type EndpointName } from '../../../contract/endpoints.ts'
import type { Session } from '../../../contract/user.ts'
import { ApiProblem } from './problems.ts'
import { setAsOf } from './staleness.ts'

/** After this, in milliseconds, what was read last is shown while the service is still being waited for. */
const patience = 5_000

/** What is worth keeping: what the screen opens with. What is looked up once is not. */
const kept: ReadonlySet<EndpointName> = new Set([
  'getSession',
  'listEvents',
  'getLead',
  'getLeadPath',
  'listLeads',
  'listStatuses',
  'listUsers',
])

/** Answers that came after something older had been shown in their place: whoever asks again gets them at once. */
const arrived = new Map<string, string>()
const listeners = new Set<() => void>()
/** The last reading of each address that was begun: an earlier one that comes later says less. */
const latest = new Map<string, Promise<string>>()

/** Calls back when such an answer came. */
export function onResponse(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

/** For how many days answers are kept: the service says so with the session. */
let offlineDays = 0

/** Whose answers are kept, by their `personKey`: what another person read is never shown. */
let viewer: string | undefined

// no part of the first script
const store = async () => import('./response-cache.ts')

/** The session itself is nobody's: it says who somebody is. */
const ownerOf = (name: EndpointName) => (name === 'getSession' ? 'session' : viewer)

/**
 * Says whose session it is from now on: without the service, the page opens as theirs. What was kept for anybody else is
 * forgotten.
 */
export function setCacheOwner(person: string, session: Session): void {
  offlineDays = session.offlineDays
  if (person === viewer) return
  viewer = person
  arrived.clear()
  latest.clear()
  void keepSession(person, session)
}

async function keepSession(person: string, session: Session) {
  try {
    const { deleteOtherOwners: forgetAnswersOfOthers, putResponse: keepAnswer } = await store()
    const text = JSON.stringify(session)
    await keepAnswer('session', endpoints.getSession.path, { text, days: session.offlineDays })
    await forgetAnswersOfOthers('session', person)
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
}

/**
 * Reads an address from the service, and where that cannot be reached, or takes too long, gives what was read there last
 * by the same person. Rejects with an `ApiProblem` where nothing was.
 */
export async function fetchOrCached(
  name: EndpointName,
  address: string,
  read: () => Promise<string>,
): Promise<string> {
  if (!kept.has(name)) return read()
  const belated = arrived.get(address)
  if (belated !== undefined) {
    arrived.delete(address)
    return belated
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience)
  })
  const reading = readAndKeep(name, address, read)
  latest.set(address, reading)
  try {
    return (
      (await Promise.race([reading, late])) ??
      (await findMeanwhile(name, address, reading)) ??
      (await reading)
    )
  } catch (error) {
    const old =
      error instanceof ApiProblem && isOutOfReach(error)
        ? await findKept(name, address, isAtoka(error))
        : undefined
    if (old === undefined) throw error
    return old
  } finally {
    clearTimeout(timer)
  }
}

/** What is shown while an answer is late, and gives way to it when it comes. */
async function findMeanwhile(name: EndpointName, address: string, reading: Promise<string>) {
  const old = await findKept(name, address)
  if (old !== undefined) void takeArrival(name, address, reading)
  return old
}

async function takeArrival(name: EndpointName, address: string, reading: Promise<string>) {
  try {
    const answer = await reading
    if (latest.get(address) !== reading) return
    arrived.set(address, answer)
  } catch (error) {
    // nothing came: what is old stays, and says so
    if (error instanceof ApiProblem && isAtoka(error)) await findKept(name, address, true)
    return
  }
  for (const listener of listeners) listener()
}

async function readAndKeep(name: EndpointName, address: string, read: () => Promise<string>) {
  const asked = ownerOf(name)
  const text = await read()
  setAsOf(address, undefined)
  // whoever is here by now did not ask for it
  if (asked !== undefined && asked === ownerOf(name)) {
    const days = name === 'getSession' ? daysOf(text) : offlineDays
    void store()
      .then(async ({ putResponse: keepAnswer }) => keepAnswer(asked, address, { text, days }))
      .catch(() => undefined)
  }
  return text
}

/** The session is stored before it is returned. */
function daysOf(session: string): number {
  return endpoints.getSession.answer.safeParse(JSON.parse(session)).data?.offlineDays ?? 0
}

async function findKept(name: EndpointName, address: string, fromAtoka = false): Promise<string | undefined> {
  const owner = ownerOf(name)
  if (owner === undefined) return undefined
  try {
    const answer = await (await store()).getResponse(owner, address)
    if (answer !== undefined) setAsOf(address, { at: answer.at, isAtoka: fromAtoka })
    return answer?.text
  } catch {
    return undefined
  }
}

/** The service is there, and what it asks is not. */
function isAtoka({ code }: ApiProblem): boolean {
  return code === 'upstream_unavailable'
}

function isOutOfReach({ code, status }: ApiProblem): boolean {
  return code === 'unreachable' || status === 502 || status === 503 || status === 504
}

import type { LeadEvent } from '../../../contract/lead-event.ts'
import { toProblem, type ApiProblem } from '../../shared/api/problems.ts'
import { refetchUntilApplied, type RefetchAfterWrite } from './refetch-until-applied.ts'
import { followUps, withoutNext } from '../operations/follow-ups.ts'
import { isQueued, isSameEvent, type Operation, type OperationState } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'
import { affectsAllOperations, mayHaveSucceeded, isTransient } from './outcome.ts'
import { personKey, type Person } from '../../shared/session/person.ts'
import { nextOperations } from './sending-order.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'
import { createBackoff } from './retry-backoff.ts'

/** The sender's access to the service. */
export interface SenderDependencies {
  /**
   * Sends a row as the user with this ID; `age`, in seconds, replaces the computed age. Returns the saved event;
   * `undefined` after a deletion. Rejects with an `ApiProblem`.
   */
  readonly send: (operation: Operation, appUserId: string, age?: number) => Promise<LeadEvent | undefined>
  readonly refetch: RefetchAfterWrite
  /** Called when the service responds that the session has ended. */
  readonly onSignedOut: () => void
  /** Fetches the user of the current session; rejects without a response. */
  readonly fetchPerson: () => Promise<Person | undefined>
}

/** Creates the sender of waiting rows: in order, under the session of one user, from one tab. */
export function createSender(rows: OperationStore, tabs: Tabs, dependencies: SenderDependencies) {
  const backoff = createBackoff(flush)
  let person: Person | undefined
  let isLeader = false
  let inProgress = 0

  const isOwn = (row: Operation) => person !== undefined && row.person === personKey(person)

  function flush() {
    if (person === undefined) return
    const ready = nextOperations(rows.all(), personKey(person))
      .filter(({ key }) => isLeader || rows.isOnlyHere(key))
      .filter(({ key }) => backoff.maySend(key))
    for (const { key } of ready.slice(0, Math.max(0, backoff.concurrency() - inProgress)))
      void claimAndSend(key)
  }

  /**
   * Sends only a row that storage still marks as waiting: another tab may have changed or discarded it in the meantime.
   */
  async function claimAndSend(key: string) {
    inProgress++
    const claimed = await rows.update(key, (row) => (row.state === 'waiting' ? claim(row) : row))
    const operation = claimed.find((row) => row.key === key)
    if (operation?.state === 'sending' && operation.tab === tabs.id) await sendClaimed(operation)
    inProgress--
    flush()
  }

  const claim = (row: Operation): Operation => ({ ...row, state: 'sending', tab: tabs.id, tried: true })

  async function sendClaimed(operation: Operation) {
    if (person === undefined || !isOwn(operation)) return putBack(operation.key)
    try {
      accept(operation, await sendAs(person.id, operation))
    } catch (error) {
      await fail(operation, toProblem(error))
    }
    return undefined
  }

  async function sendAs(id: string, operation: Operation) {
    try {
      return await dependencies.send(operation, id)
    } catch (error) {
      const age = ageAfterOwnEvent(operation, toProblem(error))
      if (age === undefined) throw error
      return dependencies.send(operation, id, age)
    }
  }

  function accept(operation: Operation, result: LeadEvent | undefined) {
    backoff.clear()
    backoff.clear(operation.key)
    tabs.broadcast({ type: 'sent', key: operation.key, result })
    // before the storage removes the row, so that a caller that waits for the outcome receives the result
    rows.mark(operation.key, { ...(rows.find(operation.key) ?? operation), state: 'sent', result })
    void rows.change(operation.key, (row) => (row === undefined ? [] : followUps(row, result)))
    rebaseOn(rows, operation, result)
    void refetchUntilApplied(rows, dependencies.refetch, {
      ...operation,
      state: 'sent',
      problem: undefined,
      result,
    })
  }

  async function fail(operation: Operation, problem: ApiProblem) {
    const { key } = operation
    if (problem.status === 401) {
      await putBack(key)
      // a late response to a previous user says nothing about the current session
      if (isOwn(operation)) endSession()
    } else if (isTransient(problem)) {
      backoff.add(affectsAllOperations(problem) ? undefined : key, problem.retryAfter)
      await recordFailure(operation, problem, 'waiting')
    } else if (problem.status === 403) {
      await failForbidden(operation, problem)
    } else {
      backoff.clear()
      await recordFailure(operation, problem, 'refused')
    }
  }

  /** Tabs share the session cookie: a 403 may mean only that the session is another user's by now. */
  async function failForbidden(operation: Operation, problem: ApiProblem) {
    try {
      const current = await dependencies.fetchPerson()
      if (current !== undefined && personKey(current) === operation.person)
        await recordFailure(operation, problem, 'refused')
      else await putBack(operation.key)
    } catch {
      backoff.add(undefined, undefined)
      await putBack(operation.key)
    }
  }

  async function recordFailure(
    { key }: Operation,
    { code, status, details }: ApiProblem,
    state: OperationState,
  ) {
    const problem = { code, status, details }
    await rows.change(key, (row) => {
      if (row === undefined) return []
      const unsure = mayHaveSucceeded(problem, row.unsure ?? false)
      const waited = row.waited === true || state === 'waiting'
      const failed: Operation = { ...row, state, problem, unsure, waited, tab: undefined }
      return state === 'refused' && !unsure ? withoutNext(failed) : [failed]
    })
  }

  async function putBack(key: string) {
    await rows.update(key, (row) => ({ ...row, state: 'waiting', tab: undefined }))
  }

  function endSession() {
    person = undefined
    dependencies.onSignedOut()
  }

  return {
    flush,

    /** Whether a row belongs to the signed-in user. */
    isOwn,

    /** Sets whether this tab sends all rows. If not, it sends only the rows that no other tab can read. */
    setLeader: (leader: boolean) => {
      isLeader = leader
      flush()
    },

    isLeader: () => isLeader,

    /** Sends a row from this tab at once, even if another tab is the leader, because the session or the page ends. */
    sendNow: (row: Operation) => {
      void rows.update(row.key, claim)
      inProgress++
      void sendClaimed(claim(row)).finally(() => inProgress--)
    },

    /** Retries without delay, or (`patiently`) no earlier than the service's `Retry-After`. */
    retryNow: ({ patiently }: { readonly patiently: boolean }) => {
      if (patiently) backoff.skipOwnDelays()
      else backoff.skipDelays()
      flush()
    },

    /** Sets the signed-in user; the rows of other users wait. */
    setPerson: (signedIn: Person | undefined) => {
      person = signedIn
      flush()
    },

    stop: () => {
      isLeader = false
      person = undefined
      backoff.stop()
    },
  }
}

/**
 * Returns the age, in seconds, that dates a rejected event just after the user's own previous event; `undefined` if
 * another event caused the rejection.
 *
 * A date is the service's clock less the age, and the time in transit is added to it: an event whose request takes a
 * second is dated a second late, and an event logged half a second after it would be dated before it. The user logged
 * them in this order, so they are dated in this order. If another user's event came in between, the user decides.
 */
function ageAfterOwnEvent(operation: Operation, { details }: ApiProblem): number | undefined {
  if (operation.kind !== 'create' || operation.body.date !== undefined) return undefined
  const error = details?.errors?.find(({ code }) => code === 'date_not_after_latest')
  const { latest, now } = error?.values ?? {}
  if (latest === undefined || now === undefined || latest !== operation.after) return undefined
  return Math.max(0, Date.parse(now) - Date.parse(latest) - 1) / 1_000
}

/** Rebases the operations queued behind a row on the service's response to it. */
function rebaseOn(rows: OperationStore, accepted: Operation, result: LeadEvent | undefined): void {
  const others = rows.all().filter((row) => row.key !== accepted.key && isQueued(row))
  if (accepted.kind === 'delete') {
    for (const { key } of others.filter((row) => isSameEvent(row, accepted))) void rows.change(key, () => [])
  }
  if (result === undefined) return
  if (accepted.kind === 'create') {
    const next = others.find(
      (row) => row.kind === 'create' && row.lead === accepted.lead && row.person === accepted.person,
    )
    if (next !== undefined) void rows.update(next.key, (row) => ({ ...row, after: result.date }))
    return
  }
  // these operations were based on the version that this row has just replaced
  for (const { key } of others.filter((row) => isSameEvent(row, accepted))) {
    void rows.update(key, (row) => (row.kind === 'create' ? row : { ...row, event: result }))
  }
}

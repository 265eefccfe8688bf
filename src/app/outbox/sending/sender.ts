import type { LeadEvent } from '../../../contract/lead-event.ts'
import { toProblem, type ApiProblem } from '../../shared/api/problems.ts'
import { refetchUntilApplied, type RefetchUntilApplied } from './refetch-until-applied.ts'
import { ageAfterOwnEvent } from '../operations/date-after-own-event.ts'
import { followUps, withoutNext } from '../operations/follow-ups.ts'
import { rebaseOn } from './rebase-queue.ts'
import type { Operation, OperationState } from '../operations/operation.ts'
import type { OperationStore } from '../storage/operation-store.ts'
import { affectsAllOperations, mayHaveSucceeded, isTransient } from './outcome.ts'
import { personKey, type Person } from '../../shared/session/person.ts'
import { nextOperations } from './sending-order.ts'
import type { Tabs } from '../../shared/storage/tab-coordination.ts'
import { createWaits } from './retry-backoff.ts'

/** The ways to the service and back. */
export interface SenderDependencies {
  /**
   * Sends a row in the name of a person of its application, by their id, and with an age in seconds where that is not
   * its own; gives the event that came of it, nothing for a deletion. Rejects with an `ApiProblem`.
   */
  readonly send: (operation: Operation, appUserId: string, age?: number) => Promise<LeadEvent | undefined>
  readonly readAgain: RefetchUntilApplied
  /** Called when the service says that nobody is signed in any more. */
  readonly onSignedOut: () => void
  /** Asks the service whose session it is by now; rejects where it does not say. */
  readonly whoIsHere: () => Promise<Person | undefined>
}

/** Sends what waits, in order, under the session of one person, from one tab. */
export function createSender(rows: OperationStore, tabs: Tabs, ways: SenderDependencies) {
  const waits = createWaits(flush)
  let person: Person | undefined
  let leads = false
  let underWay = 0

  const isOwn = (row: Operation) => person !== undefined && row.person === personKey(person)

  function flush() {
    if (person === undefined) return
    const ready = nextOperations(rows.all(), personKey(person))
      .filter(({ key }) => leads || rows.isOnlyHere(key))
      .filter(({ key }) => waits.mayTry(key))
    for (const { key } of ready.slice(0, Math.max(0, waits.atOnce() - underWay))) void claimAndSend(key)
  }

  /** Only what the storage says is still waiting is sent: another tab may just have changed or discarded it. */
  async function claimAndSend(key: string) {
    underWay++
    const claimed = await rows.update(key, (row) => (row.state === 'waiting' ? claim(row) : row))
    const operation = claimed.find((row) => row.key === key)
    if (operation?.state === 'sending' && operation.tab === tabs.id) await sendClaimed(operation)
    underWay--
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
      return await ways.send(operation, id)
    } catch (error) {
      const age = ageAfterOwnEvent(operation, toProblem(error))
      if (age === undefined) throw error
      return ways.send(operation, id, age)
    }
  }

  function accept(operation: Operation, result: LeadEvent | undefined) {
    waits.clear()
    waits.clear(operation.key)
    tabs.broadcast({ type: 'sent', key: operation.key, result })
    // before it leaves the storage: who waits for it hears what came of it, and not only that it is gone
    rows.mark(operation.key, { ...(rows.find(operation.key) ?? operation), state: 'sent', result })
    void rows.change(operation.key, (row) => (row === undefined ? [] : followUps(row, result)))
    rebaseOn(rows, operation, result)
    void refetchUntilApplied(rows, ways.readAgain, {
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
      // a late answer to somebody who has gone says nothing about who is here now
      if (isOwn(operation)) forgetPerson()
    } else if (isTransient(problem)) {
      waits.add(affectsAllOperations(problem) ? undefined : key, problem.retryAfter)
      await leave(operation, problem, 'waiting')
    } else if (problem.status === 403) {
      await failForbidden(operation, problem)
    } else {
      waits.clear()
      await leave(operation, problem, 'refused')
    }
  }

  /** Tabs share cookies: a 403 may only say that the session is somebody else's by now. */
  async function failForbidden(operation: Operation, problem: ApiProblem) {
    try {
      const here = await ways.whoIsHere()
      if (here !== undefined && personKey(here) === operation.person)
        await leave(operation, problem, 'refused')
      else await putBack(operation.key)
    } catch {
      waits.add(undefined, undefined)
      await putBack(operation.key)
    }
  }

  async function leave({ key }: Operation, { code, status, details }: ApiProblem, state: OperationState) {
    const problem = { code, status, details }
    await rows.change(key, (row) => {
      if (row === undefined) return []
      const unsure = mayHaveSucceeded(problem, row.unsure ?? false)
      const waited = row.waited === true || state === 'waiting'
      const left: Operation = { ...row, state, problem, unsure, waited, tab: undefined }
      return state === 'refused' && !unsure ? withoutNext(left) : [left]
    })
  }

  async function putBack(key: string) {
    await rows.update(key, (row) => ({ ...row, state: 'waiting', tab: undefined }))
  }

  function forgetPerson() {
    person = undefined
    ways.onSignedOut()
  }

  return {
    flush,

    /** Whether a row is of the person who is signed in. */
    isOwn,

    /** Sends from this tab from now on, or leaves that to another; what only this one has it sends all the same. */
    setLeads: (now: boolean) => {
      leads = now
      flush()
    },

    leads: () => leads,

    /** Sends a row from this tab at once, whether or not it is the one that sends: the page is being left. */
    sendNow: (row: Operation) => {
      void rows.update(row.key, claim)
      underWay++
      void sendClaimed(claim(row)).finally(() => underWay--)
    },

    /** Tries again without waiting, or (`patiently`) without waiting longer than the service asked for. */
    hurry: ({ patiently }: { readonly patiently: boolean }) => {
      if (patiently) waits.hurry()
      else waits.end()
      flush()
    },

    /** Says whose session it is; rows of others wait. */
    setPerson: (now: Person | undefined) => {
      person = now
      flush()
    },

    stop: () => {
      leads = false
      person = undefined
      waits.stop()
    },
  }
}

import type { LeadEvent } from '../../contract/lead-event.ts'
import { ApiProblem } from '../api/problems.ts'
import type { Operation } from './operation.ts'
import { createMemoryStorage } from './outbox-storage.ts'
import { createOutbox } from './outbox.ts'
import type { Person } from './person.ts'
import { aloneTab } from './tabs.ts'

export const giulia = 'acme giulia'

export const outOfReach = new ApiProblem('unreachable', 0)

/** No second try would help. */
export const refusal = new ApiProblem('invalid_request', 400)

/** For tests: an outbox whose service answers when the test says so. */
export function outboxWithService({
  id = 'giulia',
  storage = createMemoryStorage(),
  tabs = aloneTab(),
} = {}) {
  const underWay: {
    operation: Operation
    age: number | undefined
    answer: (outcome?: LeadEvent | ApiProblem) => void
  }[] = []
  let here: Person | undefined = { application: 'acme', id }
  let readable = true
  let signedOut = 0
  const outbox = createOutbox({
    storage,
    tabs,
    whoIsHere: async () => here,
    onRenamed: () => undefined,
    send: async (operation, _, age) =>
      new Promise((resolve, reject) => {
        const answer = (outcome?: LeadEvent | ApiProblem) => {
          underWay.splice(
            0,
            underWay.length,
            ...underWay.filter((request) => request.operation !== operation),
          )
          if (outcome instanceof ApiProblem) reject(outcome)
          else resolve(outcome)
        }
        underWay.push({ operation, age, answer })
      }),
    readAgain: async () => {
      if (!readable) throw outOfReach
    },
    onSignedOut: () => {
      signedOut++
    },
  })
  const signIn = (who: string, application = 'acme') => outbox.setPerson({ application, id: who })
  signIn(id)
  void outbox.load()
  const log = (lead: string, note: string) => outbox.enqueueCreate(giulia, { lead, type: 'company', note })
  return {
    outbox,
    storage,
    log,
    signIn,
    /** what is on its way, in words */
    sent: () => underWay.map(({ operation }) => words(operation)),
    /** the ages in seconds that they were sent with, beside their own */
    ages: () => underWay.map(({ age }) => age),
    kept: () => outbox.operations().map((operation) => `${words(operation)}: ${operation.state}`),
    answer: async (outcome?: LeadEvent | ApiProblem) => {
      underWay[0]?.answer(outcome)
      await settle()
    },
    signedOut: () => signedOut,
    /** another tab signs somebody in: the cookie is theirs now */
    changeCookie: (person: Person | undefined) => {
      here = person
    },
    connect: (connected: boolean) => {
      readable = connected
    },
  }
}

function words(operation: Operation): string {
  return operation.kind === 'delete'
    ? `delete ${operation.event.id}`
    : `${operation.kind} ${operation.body.note}`
}

/** Lets everything happen that waits for nothing outside. */
export async function settle() {
  await new Promise((resolve) => setTimeout(resolve))
}

import type { LeadEvent } from '../../contract/lead-event.ts'
import { ApiProblem } from '../api/problems.ts'
import type { Operation } from './operation.ts'
import { createMemoryStorage } from './outbox-storage.ts'
import { createOutbox } from './outbox.ts'

export const giulia = 'acme giulia'

export const outOfReach = new ApiProblem('unreachable', 0)

/** For tests: an outbox whose service answers when the test says so. */
export function outboxWithService({ id = 'giulia', storage = createMemoryStorage() } = {}) {
  const underWay: { operation: Operation; answer: (outcome?: LeadEvent | ApiProblem) => void }[] = []
  let readable = true
  let signedOut = 0
  const outbox = createOutbox({
    storage,
    send: async (operation) =>
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
        underWay.push({ operation, answer })
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
  const log = (lead: string, note: string) => outbox.enqueueCreate(giulia, { lead, type: 'company', note })
  return {
    outbox,
    storage,
    log,
    signIn,
    /** what is on its way, in words */
    sent: () => underWay.map(({ operation }) => words(operation)),
    kept: () => outbox.operations().map((operation) => `${words(operation)}: ${operation.state}`),
    answer: async (outcome?: LeadEvent | ApiProblem) => {
      underWay[0]?.answer(outcome)
      await settle()
    },
    signedOut: () => signedOut,
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

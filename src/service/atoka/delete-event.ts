import * as z from 'zod/mini'
import type { Operation } from '../core/backend.ts'
import { checkIfMatch } from '../operations/if-match.ts'
import { Problem } from '../core/problem.ts'
import type { AtokaContext } from './atoka-context.ts'
import { sessionFor, type AtokaSession } from './atoka-session.ts'
import { executeOnce } from './execute-once.ts'
import { changeableEvent, eventPath, existingEvent } from './existing-event.ts'

const sentSchema = z.object({ lead: z.string() })
const noResponse = { parse: () => undefined }

/** Deletes an event. Atoka decides whether this is possible without `forceDelete`. */
export const deleteEvent =
  (context: AtokaContext): Operation<'deleteEvent'> =>
  async (caller, { id, query, headers }) => {
    const calling = await sessionFor(context, caller)
    const appUserId = calling.identities.toAtoka(caller.user.id)
    const done = { response: undefined, eventId: Number(id) }
    const forgetState = async (lead: string) => context.memory.forgetState(caller.application.id, lead)

    await executeOnce(context, {
      caller,
      idempotency: headers.idempotency,
      sent: sentSchema,
      response: noResponse,
      async prepare() {
        const event = await changeableEvent(calling, caller, id)
        checkIfMatch(event, headers.ifMatch)
        return { lead: event.lead }
      },
      async send({ lead }) {
        try {
          await calling.client.write('DELETE', eventPath(id), { forceDelete: query.forceDelete }, appUserId)
        } catch (error) {
          throw error instanceof Problem ? byOurIds(error, calling) : error
        }
        await forgetState(lead)
        return done
      },
      async find({ lead }) {
        if (await isThere(calling, id)) return undefined
        await forgetState(lead)
        return done
      },
    })
  }

async function isThere(calling: AtokaSession, id: string): Promise<boolean> {
  try {
    return (await existingEvent(calling, id)).deleted !== true
  } catch (error) {
    if (error instanceof Problem && (error.code === 'gone' || error.code === 'not_found')) return false
    throw error
  }
}

function byOurIds(problem: Problem, { identities }: AtokaSession): Problem {
  const { ifDeleted } = problem.extras
  if (ifDeleted === undefined) return problem
  const { leadAssignee } = ifDeleted
  return new Problem(problem.code, problem.message, {
    ...problem.extras,
    ifDeleted: { ...ifDeleted, leadAssignee: leadAssignee && identities.toOurs(leadAssignee) },
  })
}

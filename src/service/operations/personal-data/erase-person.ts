import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { actorOf, audit } from '../../store/applications/audit.ts'
import { erasePerson as erase, clearSampledTexts } from '../../store/events/erasure.ts'
import { isLastManager } from '../../store/people/person-directory.ts'
import { changePeopleAs } from '../people/change-people.ts'
import type { PeopleContext } from '../people/people-context.ts'
import { requirePerson } from '../people/require-person.ts'

/** Erases a person's name, email address and credentials: for managers, but not for themselves. */
export const erasePerson =
  (context: Pick<PeopleContext, 'database' | 'clock' | 'clearCallerCache'>): Operation<'erasePerson'> =>
  async (caller, { id }) => {
    const { application, user } = caller
    if (id === user.id) {
      throw new Problem('forbidden', 'You cannot erase yourself. Ask another manager or an administrator.')
    }
    await changePeopleAs(context, caller, async (connection) => {
      const person = await requirePerson(connection, caller, id)
      // by a token that names a manager who cannot sign in
      if (await isLastManager(connection, application.id, id)) {
        throw new Problem(
          'forbidden',
          'This is the last manager who can sign in. Make another user a manager first, or ask an administrator.',
        )
      }
      await audit(connection, context.clock(), {
        applicationId: application.id,
        actor: actorOf(caller),
        action: 'personal-data.erase',
        target: { kind: 'user', id },
      })
      await erase(connection, application.id, context.clock(), { user: person.id, by: user.id })
    })
    await clearSampledTexts(context.database.of(application.id))
  }

import type { Operation } from '../../core/backend.ts'
import { listPeopleAndInvitations } from '../../store/people/person-directory.ts'
import { explainQuery, pageMeta } from '../explain-query.ts'
import type { PeopleContext } from './people-context.ts'

/** Lists the people of the application by name, including those with an invitation: for managers. */
export const listPeople =
  ({ database }: PeopleContext): Operation<'listPeople'> =>
  async ({ application }, { query }) => {
    const { items, count } = await listPeopleAndInvitations(
      database.of(application.id),
      application.id,
      query,
    )
    return {
      items,
      meta: pageMeta(query, 'name', count),
      queryExplanation: explainQuery(
        'People in the application, including invited ones, ordered by name.',
        query,
      ),
    }
  }

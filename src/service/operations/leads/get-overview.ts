import { shiftInstant } from '../../../contract/instant.ts'
import { can } from '../../../contract/permissions.ts'
import { quietAfterDays } from '../../../contract/rules/open-lead.ts'
import { addDays, daysBetween, localDayOf, mondayOf, startOfDay } from '../../../contract/time-zone.ts'
import type { Operation } from '../../core/backend.ts'
import { Problem } from '../../core/problem.ts'
import { readOverview } from '../../store/leads/overview.ts'
import type { Context } from '../context.ts'
import { explainQuery } from '../explain-query.ts'

/** Returns the figures of the first screen, by the day of a time zone: a rep's own, a manager's of the application. */
export const getOverview =
  ({ database, clock }: Context): Operation<'getOverview'> =>
  async ({ application, user: caller }, { query }) => {
    const { timeZone } = query
    const readsTeam = can(caller, 'readTeamFigures')
    if (!readsTeam && query.user !== undefined && query.user !== caller.id) {
      throw new Problem('forbidden', 'A rep can read only their own figures. Omit user, or send your own ID.')
    }
    const user = readsTeam ? query.user : caller.id
    const day = localDayOf(clock(), timeZone)
    const today = startOfDay(day, timeZone)
    const since = query.changedSince ?? today
    const period = {
      today,
      week: startOfDay(mondayOf(day), timeZone),
      // the end of the day that was 30 days ago: "30 days or more without an event", in days of the time zone
      quietSince: shiftInstant(startOfDay(addDays(day, 1 - quietAfterDays), timeZone), -1),
    }
    const figures = await readOverview(database.of(application.id), application.id, {
      ...period,
      user,
      since,
      daysSince: (instant) => daysBetween(localDayOf(instant, timeZone), day),
    })
    return {
      item: { user: user ?? null, timeZone, ...period, ...figures },
      queryExplanation: explainQuery(
        user === undefined ? 'Figures of the application.' : `Figures of the user ${user}.`,
        { ...query, ...(user !== undefined && { user }), changedSince: since },
      ),
    }
  }

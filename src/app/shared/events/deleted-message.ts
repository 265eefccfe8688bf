import type { ApiProblem } from '../api/problems.ts'
import { formatMoment, type Viewer } from '../i18n/format-time.ts'
import type { Translate } from '../i18n/i18n.ts'
import { problemMessage } from '../i18n/problem-message.ts'

/** Returns the message with who deleted an event and when. Contract: row `gone`. */
export function deletedMessage(problem: ApiProblem, viewer: Viewer, t: Translate): string {
  const deleted = problem.details?.deleted
  if (deleted === undefined) return problemMessage(problem, t)
  return t('timeline.gone.text', { by: deleted.by, at: formatMoment(deleted.at, viewer) })
}

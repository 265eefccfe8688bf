import { toInstant } from '../../../../contract/instant.ts'
import type { Lead } from '../../../../contract/lead.ts'
import { formatDate } from '../../../shared/i18n/format-time.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import type { PlaceholderValues } from './snippet.ts'

/** What stands for a snippet's placeholders on a lead, today. */
export function usePlaceholderValues({ id, name }: Pick<Lead, 'id' | 'name'>): PlaceholderValues {
  const viewer = useViewer()
  const me = useSignedIn().user.name
  return { date: formatDate(toInstant(viewer.now), viewer), lead: name ?? id, me }
}

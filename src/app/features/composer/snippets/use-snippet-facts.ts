import { toInstant } from '../../../../contract/instant.ts'
import type { Lead } from '../../../../contract/lead.ts'
import { formatDate } from '../../../shared/i18n/format-time.ts'
import { useReader } from '../../../shared/i18n/use-reader.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import type { SnippetFacts } from './snippet.ts'

/** What stands for a snippet's placeholders on a lead, today. */
export function useSnippetFacts({ id, name }: Pick<Lead, 'id' | 'name'>): SnippetFacts {
  const reader = useReader()
  const me = useSignedIn().user.name
  return { date: formatDate(toInstant(reader.now), reader), lead: name ?? id, me }
}

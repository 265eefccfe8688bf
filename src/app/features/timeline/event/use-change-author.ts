import type { Instant } from '../../../../contract/instant.ts'
import { useGetEventHistory } from '../../../shared/api/queries.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'

/** The name of who made the version of an event with this `updateTime`; `undefined` until, or unless, that is told. */
export function useChangeAuthor(event: number, updateTime: Instant): string | undefined {
  const { capabilities } = useSignedIn()
  const { data } = useGetEventHistory(event, { enabled: capabilities.includes('history') })
  return data?.items.find((change) => change.updateTime === updateTime)?.changedBy.name
}

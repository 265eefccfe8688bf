import { countByState } from '../operations/count-by-state.ts'
import { useOutbox } from '../outbox-context.ts'

/** The title of the browser's tab: the number of changes that wait or need the user, and the lead or the screen. */
export function PageTitle({ children }: { readonly children: string }) {
  const { refused, waiting } = countByState(useOutbox().operations)
  const unsent = refused + waiting
  return <title>{`${unsent > 0 ? `(${unsent}) ` : ''}${children} · Leadline`}</title>
}

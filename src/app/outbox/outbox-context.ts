import { createContext, use, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { parseDraftKey } from './drafts/draft-key.ts'
import type { Draft } from './storage/draft-storage.ts'
import type { OpenOutbox } from './open-outbox.ts'
import type { Operation } from './operations/operation.ts'
import type { Outbox } from './outbox.ts'

/** What is not sent yet, of this visit and of those before. */
export interface OutboxContextValue extends OpenOutbox {
  /** the `personKey` of who is signed in */
  readonly person: string | undefined
}

export const OutboxContext = createContext<OutboxContextValue | undefined>(undefined)

/** The outbox, the drafts and whose they are. */
export function useOutboxContext(): OutboxContextValue {
  const unsent = use(OutboxContext)
  if (unsent === undefined) throw new Error('There is no OutboxProvider around this component.')
  return unsent
}

/** The outbox with the person's own rows, in the order in which they were done; the same list until they change. */
export function useOutbox(): { readonly outbox: Outbox; readonly operations: readonly Operation[] } {
  const { outbox, person } = useOutboxContext()
  const rows = useSyncExternalStore(outbox.subscribe, outbox.operations)
  const operations = useMemo(() => rows.filter((row) => row.person === person), [rows, person])
  return { outbox, operations }
}

/** Whether the browser keeps what is not sent, so that it may be said of everything else that it is saved. */
export function useIsKept(): boolean {
  const { subscribe, isKept } = useOutboxContext()
  return useSyncExternalStore(subscribe, isKept)
}

/** The person's rows of some leads; the same list until they change: the whole timeline is put together from it. */
export function useOutboxOf(leads: readonly string[]): readonly Operation[] {
  const { operations } = useOutbox()
  return useMemo(() => operations.filter((row) => leads.includes(row.lead)), [operations, leads])
}

/** What was typed at a place and not yet sent. */
export function useDraft(place: string): unknown {
  const { drafts } = useOutboxContext()
  return useSyncExternalStore(drafts.subscribe, () => drafts.read(place))
}

/**
 * What the person began to write, the latest first; what is mended stands in its row of the outbox. A moment late: what
 * is typed is drawn where it is typed before the lists of it are.
 */
export function useDrafts(): readonly Draft[] {
  const { drafts, person } = useOutboxContext()
  const all = useDeferredValue(useSyncExternalStore(drafts.subscribe, drafts.all))
  return all.filter(({ place }) => {
    const read = parseDraftKey(place)
    return read.person === person && read.kind !== 'mend'
  })
}

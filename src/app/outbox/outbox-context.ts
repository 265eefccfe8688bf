import { createContext, use, useDeferredValue, useMemo, useSyncExternalStore } from 'react'
import { parseDraftKey } from './drafts/draft-key.ts'
import type { Draft } from './storage/draft-storage.ts'
import type { OpenOutbox } from './open-outbox.ts'
import type { Operation } from './operations/operation.ts'
import type { Outbox } from './outbox.ts'

/** The outbox and the drafts, of this visit and of earlier ones. */
export interface OutboxContextValue extends OpenOutbox {
  /** the `personKey` of the signed-in user */
  readonly person: string | undefined
}

export const OutboxContext = createContext<OutboxContextValue | undefined>(undefined)

/** Returns the outbox, the drafts and their user. Throws outside an `OutboxProvider`. */
export function useOutboxContext(): OutboxContextValue {
  const value = use(OutboxContext)
  if (value === undefined) throw new Error('There is no OutboxProvider around this component.')
  return value
}

/**
 * Returns the outbox with the user's own rows, in the order in which they were made; the same list until they change.
 */
export function useOutbox(): { readonly outbox: Outbox; readonly operations: readonly Operation[] } {
  const { outbox, person } = useOutboxContext()
  const rows = useSyncExternalStore(outbox.subscribe, outbox.operations)
  const operations = useMemo(() => rows.filter((row) => row.person === person), [rows, person])
  return { outbox, operations }
}

/** Whether the browser stores the unsent input: only then may the page state that everything else is saved. */
export function useIsPersisted(): boolean {
  const { subscribe, isPersisted } = useOutboxContext()
  return useSyncExternalStore(subscribe, isPersisted)
}

/**
 * Returns the user's rows of some leads; the same list until they change, because the whole timeline derives from it.
 */
export function useOutboxOf(leads: readonly string[]): readonly Operation[] {
  const { operations } = useOutbox()
  return useMemo(() => operations.filter((row) => leads.includes(row.lead)), [operations, leads])
}

/** Returns the draft under a key; `undefined` if there is none. */
export function useDraft(draftKey: string): unknown {
  const { drafts } = useOutboxContext()
  return useSyncExternalStore(drafts.subscribe, () => drafts.read(draftKey))
}

/**
 * Returns the user's drafts of events and of notes, the latest first. The outbox shows fixes of rejected events in their
 * rows; the dialogs show their own drafts.
 * The value is deferred, so that a field renders its input before the lists of drafts do.
 */
export function useDrafts(): readonly Draft[] {
  const { drafts, person } = useOutboxContext()
  const all = useDeferredValue(useSyncExternalStore(drafts.subscribe, drafts.all))
  return all.filter(({ place }) => {
    const draft = parseDraftKey(place)
    return draft.person === person && (draft.kind === 'lead' || draft.kind === 'note')
  })
}

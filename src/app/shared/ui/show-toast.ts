import { useSyncExternalStore } from 'react'

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number
  readonly text: string
  /** one thing to do about it; pressing it closes the toast */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined
  /** how long it stays, in milliseconds; up to eleven times as long for a person who rests the pointer or the focus on it */
  readonly milliseconds: number
  /** called once when it goes, however it goes: by time, by hand, or by its action */
  readonly onClose?: ((by: 'time' | 'hand' | 'action') => void) | undefined
}

const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

/** Shows a message; gives the function that takes it away again. Stays for 6 seconds unless told otherwise. */
export function showToast(toast: Omit<Toast, 'id' | 'milliseconds'> & { milliseconds?: number }): () => void {
  const shown: Toast = { milliseconds: 6_000, ...toast, id: ++lastId }
  change([...toasts, shown])
  return () => closeToast(shown, 'hand')
}

/** Takes a message away, and tells whoever showed it how it went. */
export function closeToast(toast: Toast, by: 'time' | 'hand' | 'action'): void {
  if (!toasts.includes(toast)) return
  change(toasts.filter((other) => other !== toast))
  if (by === 'action') toast.action?.onPress()
  toast.onClose?.(by)
}

/**
 * Takes all messages away and tells nobody: the person whom they were for has gone, and what they offered to do would
 * happen under the session of another one.
 */
export function clearToasts(): void {
  change([])
}

/** The messages in sight, oldest first. */
export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts)
}

function change(next: readonly Toast[]): void {
  toasts = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

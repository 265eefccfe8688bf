import { useSyncExternalStore } from 'react'

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number
  readonly text: string
  /** an action; it closes the toast */
  readonly action?: { readonly label: string; readonly onPress: () => void } | undefined
  /** the time in milliseconds after which it closes; up to eleven times as long with the pointer or the focus on it */
  readonly milliseconds: number
  /** called once when the toast closes: by its time, by its close button or caller, or by its action */
  readonly onClose?: ((by: 'time' | 'hand' | 'action') => void) | undefined
}

const listeners = new Set<() => void>()
let toasts: readonly Toast[] = []
let lastId = 0

/** Shows a toast and returns a function that closes it. Closes after 6 seconds by default. */
export function showToast(toast: Omit<Toast, 'id' | 'milliseconds'> & { milliseconds?: number }): () => void {
  const shown: Toast = { milliseconds: 6_000, ...toast, id: ++lastId }
  change([...toasts, shown])
  return () => closeToast(shown, 'hand')
}

/** Closes a toast, and calls its `onClose` with the cause. */
export function closeToast(toast: Toast, by: 'time' | 'hand' | 'action'): void {
  if (!toasts.includes(toast)) return
  change(toasts.filter((other) => other !== toast))
  if (by === 'action') toast.action?.onPress()
  toast.onClose?.(by)
}

/**
 * Removes all toasts without calling `onClose`: their user has signed out, and their actions would run under another
 * user's session.
 */
export function clearToasts(): void {
  change([])
}

/** Returns the visible toasts, the oldest first. */
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

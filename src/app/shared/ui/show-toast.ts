import { createStore, useStore } from '../store.ts'

/** The key that moves the focus to the newest toast, also from a text field: no browser uses it. */
export const toastKey = 'F8'

/** The button of a toast; it closes the toast. */
export interface ToastAction {
  /** a verb, because the toast has room for one word */
  readonly label: string
  /** the accessible name, which begins with the label and names the object: `Undo deletion of “Rang them”` */
  readonly name: string
  /** the key that runs it with ⌘ or Ctrl; without one, the toast shows `toastKey`, which leads to it */
  readonly shortcut?: 'Z'
  readonly onPress: () => void
}

/** A short message at the edge of the screen. */
export interface Toast {
  readonly id: number
  readonly text: string
  readonly action?: ToastAction | undefined
  /** the time in milliseconds after which it closes; up to eleven times as long with the pointer or the focus on it */
  readonly milliseconds: number
  /** called once when the toast closes: by its time, by its close button or caller, or by its action */
  readonly onClose?: ((by: 'time' | 'hand' | 'action') => void) | undefined
}

const toasts = createStore<readonly Toast[]>([])
let lastId = 0

/** Shows a toast and returns a function that closes it. Closes after 6 seconds by default. */
export function showToast(toast: Omit<Toast, 'id' | 'milliseconds'> & { milliseconds?: number }): () => void {
  const shown: Toast = { milliseconds: 6_000, ...toast, id: ++lastId }
  toasts.set([...toasts.get(), shown])
  return () => closeToast(shown, 'hand')
}

/** Closes a toast, and calls its `onClose` with the cause. */
export function closeToast(toast: Toast, by: 'time' | 'hand' | 'action'): void {
  if (!toasts.get().includes(toast)) return
  toasts.set(toasts.get().filter((other) => other !== toast))
  if (by === 'action') toast.action?.onPress()
  toast.onClose?.(by)
}

/**
 * Removes all toasts without calling `onClose`: their user has signed out, and their actions would run under another
 * user's session.
 */
export function clearToasts(): void {
  toasts.set([])
}

/** Returns the visible toasts, the oldest first. */
export function useToasts(): readonly Toast[] {
  return useStore(toasts)
}

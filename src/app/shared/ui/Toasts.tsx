import { useEffect, useRef, type RefObject } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Icon } from './Icon.tsx'
import { closeToast, useToasts, type Toast } from './show-toast.ts'
import styles from './Toasts.module.css'

/** Milliseconds between two checks whether the pointer or the focus is on the toasts. */
const checkIntervalMs = 250

/**
 * The longest pause of a toast, as a multiple of its time. The pause is limited, because a deletion that waits for the
 * toast must be sent in the end: the pointer stays where it was when the user locks the computer. WCAG 2.2.1, "Timing
 * Adjustable": "at least ten times the length of the default setting".
 */
const maxPauseFactor = 10

/** The region of the toasts, once in the app. It exists before the first toast, or that would not be announced. */
export function Toasts() {
  const t = useMessages()
  const toasts = useToasts()
  const list = useRef<HTMLOutputElement>(null)
  return (
    <div className={styles.region}>
      <output ref={list} aria-live="polite" aria-label={t('ui.notifications')} className={styles.list}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} list={list} />
        ))}
      </output>
    </div>
  )
}

interface ToastCardProps {
  readonly toast: Toast
  readonly list: RefObject<HTMLElement | null>
}

function ToastCard({ toast, list }: ToastCardProps) {
  const t = useMessages()
  const { action } = toast
  useCountdown(toast, list)
  return (
    <span className={styles.toast}>
      <span className={styles.text}>{toast.text}</span>
      {action !== undefined && (
        <button type="button" className={styles.action} onClick={() => closeToast(toast, 'action')}>
          {action.label}
        </button>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t('ui.close')}
        onClick={() => closeToast(toast, 'hand')}
      >
        <Icon name="close" />
      </button>
    </span>
  )
}

/** Closes a toast when its time is over, by a monotonic clock. */
function useCountdown(toast: Toast, list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let timeLeft = toast.milliseconds
    let pauseLeft = maxPauseFactor * toast.milliseconds
    let lastCheck = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      if (pauseLeft > 0 && isPaused(list.current)) pauseLeft -= now - lastCheck
      else timeLeft -= now - lastCheck
      lastCheck = now
      if (timeLeft <= 0) closeToast(toast, 'time')
    }, checkIntervalMs)
    return () => clearInterval(timer)
  }, [toast, list])
}

/**
 * Whether the focus or the pointer is on a toast now. It is read from the document each time, because an element that
 * is removed fires no `blur` and no `pointerleave` that would reset a stored state.
 */
function isPaused(list: HTMLElement | null): boolean {
  if (list === null || document.visibilityState === 'hidden') return false
  const hasFocus = document.hasFocus() && list.contains(document.activeElement)
  // after a touch, `:hover` still matches
  const hasPointer = list.querySelector(':hover') !== null && !matchMedia('(hover: none)').matches
  return hasFocus || hasPointer
}

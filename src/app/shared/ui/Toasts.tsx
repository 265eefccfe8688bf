import { useEffect, useRef, type RefObject } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Icon } from './Icon.tsx'
import { closeToast, useToasts, type Toast } from './show-toast.ts'
import styles from './Toasts.module.css'

/** How often a message checks whether the person rests on it, in milliseconds. */
const checkInterval = 250

/**
 * How many times its own length a message stays longer for a person who rests on it. A limit, because what is held back
 * until it closes must be sent after all: a pointer stays where it was left when its owner locks the computer. WCAG
 * 2.2.1, "Timing Adjustable": "at least ten times the length of the default setting".
 */
const mostRest = 10

/** The region of short messages, once in the app; it is there before the first one, or nobody would hear that. */
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

/** Closes a message when its time is over, by a clock that nobody sets. */
function useCountdown(toast: Toast, list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let left = toast.milliseconds
    let rest = mostRest * toast.milliseconds
    let checked = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      if (rest > 0 && isRestedOn(list.current)) rest -= now - checked
      else left -= now - checked
      checked = now
      if (left <= 0) closeToast(toast, 'time')
    }, checkInterval)
    return () => clearInterval(timer)
  }, [toast, list])
}

/**
 * Whether the focus or the pointer is on a message now. Asked of the document each time: an element that is removed sends
 * no `blur` and no `pointerleave` that would end a state kept here.
 */
function isRestedOn(list: HTMLElement | null): boolean {
  if (list === null || document.visibilityState === 'hidden') return false
  const hasFocus = document.hasFocus() && list.contains(document.activeElement)
  // a touch leaves `:hover` behind
  const hasPointer = list.querySelector(':hover') !== null && !matchMedia('(hover: none)').matches
  return hasFocus || hasPointer
}

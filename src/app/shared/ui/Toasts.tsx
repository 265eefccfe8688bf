import { useEffect, useId, useLayoutEffect, useRef, useState, type FocusEvent, type RefObject } from 'react'
import { createPortal } from 'react-dom'
import { useMessages } from '../i18n/i18n.ts'
import { useAnnouncements } from './announce.ts'
import { Icon } from './Icon.tsx'
import { onTopDialog } from './top-dialog.ts'
import { formatShortcut, hasNoModifier } from './shortcut.ts'
import { closeToast, toastKey, useToasts, type Toast } from './show-toast.ts'
import styles from './Toasts.module.css'
import { VisuallyHidden } from './VisuallyHidden.tsx'

/** Milliseconds between two checks whether the pointer or the focus is on the toasts. */
const checkIntervalMs = 250

/**
 * The longest pause of a toast, as a multiple of its time. The pause is limited, because a deletion that waits for the
 * toast must be sent in the end: the pointer stays where it was when the user locks the computer. WCAG 2.2.1, "Timing
 * Adjustable": "at least ten times the length of the default setting".
 */
const maxPauseFactor = 10

/**
 * The region of the toasts and of announcements, once in the app. It exists before the first toast, or that would not be announced. It is a
 * log, which announces only the added toast: a status region is atomic and would announce all toasts again.
 */
export function Toasts() {
  const t = useMessages()
  const toasts = useToasts()
  const announcements = useAnnouncements()
  const list = useRef<HTMLDivElement>(null)
  const [host] = useState(() => document.createElement('div'))
  const { saveOrigin, returnFocus } = useFocusReturn(list)
  useToastShortcut(list)
  // everything outside an open dialog is inert, so its toasts are in it
  useLayoutEffect(() => {
    const stop = onTopDialog((dialog) => (dialog ?? document.body).append(host))
    return () => {
      stop()
      host.remove()
    }
  }, [host])
  return createPortal(
    <div className={styles.region}>
      {/* the key events of the buttons bubble to the log */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <div
        ref={list}
        role="log"
        aria-relevant="additions"
        aria-label={t('ui.notifications', { key: toastKey })}
        className={styles.list}
        onFocus={saveOrigin}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          // Escape leaves the toasts, not the dialog around them
          event.preventDefault()
          event.stopPropagation()
          returnFocus()
        }}
      >
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} list={list} returnFocus={returnFocus} />
        ))}
      </div>
      <div role="log" aria-relevant="additions">
        {announcements.map(({ id, text }) => (
          <VisuallyHidden key={id}>{text}</VisuallyHidden>
        ))}
      </div>
    </div>,
    host,
  )
}

interface ToastCardProps {
  readonly toast: Toast
  readonly list: RefObject<HTMLElement | null>
  readonly returnFocus: () => void
}

function ToastCard({ toast, list, returnFocus }: ToastCardProps) {
  const t = useMessages()
  const textId = useId()
  const card = useRef<HTMLDivElement>(null)
  const { text, action } = toast
  useCountdown(toast, list)
  useLayoutEffect(() => {
    const element = card.current
    // the element is still in the document when the cleanup runs; a moment later the browser would drop the focus
    return () => {
      if (element?.contains(document.activeElement) === true) returnFocus()
    }
  }, [returnFocus])
  return (
    <div ref={card} role="group" aria-labelledby={textId} className={styles.toast}>
      <span id={textId} className={styles.text}>
        {text}
      </span>
      {action !== undefined && (
        <>
          <button
            type="button"
            className={styles.action}
            aria-label={action.name}
            aria-keyshortcuts={action.shortcut && `Meta+${action.shortcut} Control+${action.shortcut}`}
            onClick={() => closeToast(toast, 'action')}
          >
            {action.label}
          </button>
          <kbd className={styles.key}>{action.shortcut ? formatShortcut(action.shortcut) : toastKey}</kbd>
        </>
      )}
      <button
        type="button"
        className={styles.close}
        aria-label={t('ui.dismiss')}
        onClick={() => closeToast(toast, 'hand')}
      >
        <Icon name="close" />
      </button>
    </div>
  )
}

/**
 * Returns the focus from the toasts to the element that had it before, or else to the main landmark, so that it is never
 * lost to the body.
 */
function useFocusReturn(list: RefObject<HTMLElement | null>) {
  const origin = useRef<Element>(null)
  const [handlers] = useState(() => ({
    saveOrigin: ({ relatedTarget }: FocusEvent) => {
      if (list.current?.contains(relatedTarget) !== true) origin.current = relatedTarget
    },
    returnFocus: () => {
      const { current } = origin
      if (current instanceof HTMLElement) current.focus({ preventScroll: true })
      if (document.activeElement !== current) document.querySelector('main')?.focus({ preventScroll: true })
    },
  }))
  return handlers
}

/** Moves the focus to the newest toast when its key is pressed anywhere, and from a toast to the one before it. */
function useToastShortcut(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const handleKeyDown = (event: KeyboardEvent) => {
      if (event.key !== toastKey || !hasNoModifier(event) || event.shiftKey) return
      const cards = [...(list.current?.children ?? [])]
      const focused = cards.findIndex((card) => card.contains(document.activeElement))
      const card = cards.at(focused === -1 ? -1 : focused - 1)
      if (card === undefined) return
      event.preventDefault()
      card.querySelector('button')?.focus()
    }
    document.addEventListener('keydown', handleKeyDown)
    return () => document.removeEventListener('keydown', handleKeyDown)
  }, [list])
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

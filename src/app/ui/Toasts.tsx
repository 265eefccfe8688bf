import { useEffect, useRef, useState, type FocusEvent } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Icon } from './Icon.tsx'
import { closeToast, useToasts, type Toast } from './show-toast.ts'
import styles from './Toasts.module.css'

/** The region of short messages, once in the app; it is there before the first one, or nobody would hear that. */
export function Toasts() {
  const t = useMessages()
  const toasts = useToasts()
  const [resting, setResting] = useState(false)
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setResting(false)
  }
  return (
    <div
      className={styles.region}
      onPointerEnter={() => setResting(true)}
      onPointerLeave={() => setResting(false)}
      onFocus={() => setResting(true)}
      onBlur={leave}
    >
      <output aria-live="polite" aria-label={t('ui.notifications')} className={styles.list}>
        {toasts.map((toast) => (
          <ToastCard key={toast.id} toast={toast} paused={resting} />
        ))}
      </output>
    </div>
  )
}

function ToastCard({ toast, paused }: { readonly toast: Toast; readonly paused: boolean }) {
  const t = useMessages()
  const { action } = toast
  useCountdown(toast, paused)
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

function useCountdown(toast: Toast, paused: boolean): void {
  const left = useRef(toast.milliseconds)
  useEffect(() => {
    if (paused) return undefined
    const since = Date.now()
    const timer = setTimeout(() => closeToast(toast, 'time'), left.current)
    return () => {
      clearTimeout(timer)
      left.current -= Date.now() - since
    }
  }, [toast, paused])
}

import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { toInstant } from '../../../../contract/instant.ts'
import { dayKey } from '../../../shared/i18n/format-time.ts'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { useViewer } from '../../../shared/i18n/use-viewer.ts'
import { useSignedIn } from '../../../shared/session/signed-in.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { containingMenu } from '../../../shared/ui/containing-menu.ts'
import { Kbd } from '../../../shared/ui/Kbd.tsx'
import { usePopupPlacement } from '../../../shared/ui/use-popup-placement.ts'
import { onCommand } from '../../../shared/ui/commands.ts'
import { goTo, type Destination } from './go-to.ts'
import styles from './GoTo.module.css'

const destinations = [
  { to: 'last', shortcut: undefined, onPath: false },
  { to: 'first', shortcut: undefined, onPath: false },
  { to: 'status-above', shortcut: '⇧ s', onPath: true },
  { to: 'status-below', shortcut: 's', onPath: true },
] as const

/** Navigates a timeline: to a day, to its ends, and between its changes of status. */
export function GoTo() {
  const t = useMessages()
  const viewer = useViewer()
  const hasPath = useSignedIn().capabilities.includes('path')
  const id = useId()
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  const day = useRef<HTMLInputElement>(null)
  const [open, setOpen] = useState(false)
  usePopupPlacement(open, button, popup)
  useEffect(
    () =>
      onCommand('go-to', () => {
        containingMenu(popup)?.showPopover()
        popup?.showPopover()
      }),
    [popup],
  )
  useEffect(() => {
    if (open) day.current?.focus()
  }, [open])

  function go(destination: Destination) {
    popup?.hidePopover()
    containingMenu(popup)?.hidePopover()
    // closing the popover first returns the focus, from which the navigation starts
    goTo(destination)
  }
  function submit(event: SubmitEvent) {
    event.preventDefault()
    const { value = '' } = day.current ?? {}
    if (value === '') day.current?.focus()
    else go({ day: value })
  }

  return (
    <>
      <Button ref={setButton} size="s" popoverTarget={id} aria-keyshortcuts="g" aria-expanded={open}>
        {t('goTo.open')}
      </Button>
      <section
        ref={setPopup}
        id={id}
        popover="auto"
        className={styles.popup}
        aria-label={t('goTo.open')}
        onToggle={({ newState }) => setOpen(newState === 'open')}
      >
        {open && (
          <>
            <form className={styles.day} onSubmit={submit}>
              <label className={styles.label}>
                <span>{t('goTo.day')}</span>
                <input
                  ref={day}
                  type="date"
                  className={styles.date}
                  data-empty
                  onChange={({ currentTarget }) =>
                    currentTarget.toggleAttribute('data-empty', currentTarget.value === '')
                  }
                  max={dayKey(toInstant(viewer.now), viewer)}
                />
              </label>
              <Button type="submit" size="s">
                {t('goTo.go')}
              </Button>
            </form>
            <div className={styles.destinations}>
              {destinations
                .filter(({ onPath }) => hasPath || !onPath)
                .map(({ to, shortcut }) => (
                  <button key={to} type="button" className={styles.destination} onClick={() => go(to)}>
                    <span>{t(`goTo.${to}`)}</span>
                    {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
                  </button>
                ))}
            </div>
            <p className={styles.zone}>{t('goTo.zone', { zone: viewer.timeZone })}</p>
          </>
        )}
      </section>
    </>
  )
}

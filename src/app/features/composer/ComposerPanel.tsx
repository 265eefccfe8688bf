import { useEffect, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import type { CreateOperation } from '../../outbox/operations/operation.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { Composer } from './Composer.tsx'
import styles from './ComposerPanel.module.css'
import type { LeadContext } from './composer-values.ts'
import { useIsPhone } from '../../shared/ui/use-is-phone.ts'
import { onCommand } from '../../shared/ui/commands.ts'

interface ComposerPanelProps {
  readonly lead: LeadContext
  readonly fixing: CreateOperation | undefined
  /** the note takes the focus as soon as the composer is mounted */
  readonly takesFocus: boolean
  readonly onLogged: (key: string) => void
  readonly onPutAside: () => void
}

/** The composer above the timeline; on a phone, a bar at the bottom that opens it in a dialog. */
export function ComposerPanel({ lead, fixing, takesFocus, onLogged, onPutAside }: ComposerPanelProps) {
  const t = useMessages()
  const phone = useIsPhone()
  const [opened, setOpened] = useState(false)
  const [focusRequests, setFocusRequests] = useState(0)
  useEffect(
    () =>
      onCommand(`write ${lead.id}`, () => {
        setOpened(true)
        setFocusRequests((requests) => requests + 1)
      }),
    [lead.id],
  )
  const open = opened || fixing !== undefined
  const close = () => {
    setOpened(false)
    if (fixing !== undefined) onPutAside()
  }
  const composer = (
    <Composer
      key={fixing?.key ?? lead.id}
      lead={lead}
      fixing={fixing}
      focusRequests={takesFocus || phone ? focusRequests + 1 : focusRequests}
      onPutAside={close}
      onLogged={(key) => {
        setOpened(false)
        onLogged(key)
      }}
    />
  )
  if (!phone) {
    return (
      <div className={styles.above}>
        <div className={styles.column}>{composer}</div>
      </div>
    )
  }
  return (
    <>
      <div className={styles.bar}>
        <button type="button" className={styles.open} onClick={() => setOpened(true)}>
          {t('composer.open')}
        </button>
        <Button variant="primary" onClick={() => setOpened(true)}>
          {t('composer.openShort')}
        </Button>
      </div>
      {open && (
        <Dialog title={t('composer.title')} onClose={close}>
          {composer}
        </Dialog>
      )}
    </>
  )
}

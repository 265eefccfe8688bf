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

interface ComposerPlaceProps {
  readonly lead: LeadContext
  readonly mending: CreateOperation | undefined
  /** the composer has just been asked for, so it takes the focus */
  readonly focused: boolean
  readonly onLogged: (key: string) => void
  readonly onPutAside: () => void
}

/** The composer above the timeline; on a phone a bar at the bottom that opens it as a sheet. */
export function ComposerPanel({ lead, mending, focused, onLogged, onPutAside }: ComposerPlaceProps) {
  const t = useMessages()
  const phone = useIsPhone()
  const [opened, setOpened] = useState(false)
  /** how many times it was asked for */
  const [asked, setAsked] = useState(0)
  useEffect(
    () =>
      onCommand(`write ${lead.id}`, () => {
        setOpened(true)
        setAsked((times) => times + 1)
      }),
    [lead.id],
  )
  const open = opened || mending !== undefined
  const close = () => {
    setOpened(false)
    if (mending !== undefined) onPutAside()
  }
  const composer = (
    <Composer
      key={mending?.key ?? lead.id}
      lead={lead}
      mending={mending}
      asked={focused || phone ? asked + 1 : asked}
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

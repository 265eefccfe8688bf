import { useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/show-toast.ts'
import { toHref } from '../router/route.ts'
import { EventAction } from '../ui/EventAction.tsx'

interface CopyLinkProps {
  readonly id: number
  /** whether the link also opens the event's details; it is then shown as a plain button */
  readonly details?: boolean
}

/** Copies an event's link to the clipboard; if the browser refuses that, shows the link for manual copying. */
export function CopyLink({ id, details = false }: CopyLinkProps) {
  const t = useMessages()
  const [isShown, setShown] = useState(false)
  const address = () => {
    const route = { page: 'event', event: id, list: {}, ...(details && { details: id }) } as const
    return new URL(toHref(route), location.href).href
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address())
      showToast({ text: t('timeline.copied') })
    } catch {
      // without TLS there is no clipboard, and with TLS the user can refuse access to it
      setShown(true)
    }
  }
  return (
    <>
      {details ? (
        <Button onClick={() => void copy()}>{t('timeline.copyLink')}</Button>
      ) : (
        <EventAction
          label={t('timeline.copyLink')}
          word={t('timeline.copyLink')}
          icon="link"
          onClick={() => void copy()}
        />
      )}
      {isShown && (
        <Dialog title={t('timeline.copyLink')} onClose={() => setShown(false)}>
          <p>{t('timeline.copyByHand')}</p>
          <TextField
            label={t('timeline.link')}
            value={address()}
            readOnly
            onFocus={(event) => event.currentTarget.select()}
          />
        </Dialog>
      )}
    </>
  )
}

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
  /** the link opens its details, too, and stands below them as a button of its own */
  readonly details?: boolean
}

/** Puts the address of an event on the clipboard; where the browser refuses that, shows it to be copied by hand. */
export function CopyLink({ id, details = false }: CopyLinkProps) {
  const t = useMessages()
  const [byHand, setByHand] = useState(false)
  const address = () => {
    const place = { page: 'event', event: id, ...(details && { details: id }) } as const
    return new URL(toHref(place), location.href).href
  }
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address())
      showToast({ text: t('timeline.copied') })
    } catch {
      // without TLS there is no clipboard at all, and with it a person can refuse it
      setByHand(true)
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
      {byHand && (
        <Dialog title={t('timeline.copyLink')} onClose={() => setByHand(false)}>
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

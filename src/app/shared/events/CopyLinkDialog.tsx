import { useState } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { TextField } from '../ui/TextField.tsx'
import { showToast } from '../ui/show-toast.ts'
import { toHref } from '../router/route.ts'

interface LinkTarget {
  /** the ID of an event */
  readonly id: number
  /** whether the link also opens the event's details */
  readonly details?: boolean
}

function linkTo({ id, details = false }: LinkTarget): string {
  const route = { page: 'event', event: id, list: {}, ...(details && { details: id }) } as const
  return new URL(toHref(route), location.href).href
}

/** Copies an event's link to the clipboard; if the browser refuses that, `CopyLinkDialog` shows the link. */
export function useCopyLink(target: LinkTarget) {
  const t = useMessages()
  const [isShown, setShown] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(linkTo(target))
      showToast({ text: t('timeline.copied') })
    } catch {
      // without TLS there is no clipboard, and with TLS the user can refuse access to it
      setShown(true)
    }
  }
  return { copy: () => void copy(), isShown, close: () => setShown(false) }
}

/** The link of an event for manual copying. */
export function CopyLinkDialog({ onClose, ...target }: LinkTarget & { readonly onClose: () => void }) {
  const t = useMessages()
  return (
    <Dialog title={t('timeline.copyLink')} onClose={onClose}>
      <p>{t('timeline.copyByHand')}</p>
      <TextField
        label={t('timeline.link')}
        value={linkTo(target)}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import { leadQueries } from '../../shared/api/queries.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { TextArea } from '../../shared/ui/TextArea.tsx'
import type { Operation } from '../operations/operation.ts'
import { outboxText } from './outbox-words.ts'

/** Copies the whole outbox to the clipboard as text; if the browser refuses that, shows the text for manual copying. */
export function CopyOutbox({ operations }: { readonly operations: readonly Operation[] }) {
  const t = useMessages()
  const viewer = useViewer()
  const queryClient = useQueryClient()
  const [copied, setCopied] = useState(false)
  const [textToCopy, setTextToCopy] = useState<string>()
  const copy = async () => {
    const text = outboxText(operations, t, {
      leadName: (lead) => queryClient.getQueryData(leadQueries.detail(lead).queryKey)?.item.name ?? lead,
      moment: (milliseconds) => formatMoment(toInstant(milliseconds), viewer),
    })
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
    } catch {
      setTextToCopy(text)
    }
  }
  return (
    <>
      <span role="status">
        <Button onClick={() => void copy()}>{copied ? t('outbox.copied') : t('outbox.copy')}</Button>
      </span>
      {textToCopy !== undefined && (
        <Dialog title={t('outbox.copy')} onClose={() => setTextToCopy(undefined)}>
          <TextArea
            aria-label={t('outbox.title')}
            readOnly
            value={textToCopy}
            onFocus={(event) => event.currentTarget.select()}
          />
        </Dialog>
      )}
    </>
  )
}

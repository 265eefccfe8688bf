import { useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { CopyOutbox } from './CopyOutbox.tsx'
import type { Operation } from '../operations/operation.ts'
import styles from './OutboxDialog.module.css'
import { OutboxRow } from './OutboxRow.tsx'
import { useIsPersisted, useOutbox } from '../outbox-context.ts'

/** Dialog with everything that is not saved yet, to read, retry, copy and discard. */
export function OutboxDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useMessages()
  const { outbox, operations } = useOutbox()
  const isPersisted = useIsPersisted()
  /** rows discarded here, which can be restored until the dialog closes */
  const [discarded, setDiscarded] = useState<readonly Operation[]>([])
  const unsent = operations.filter(({ state }) => state !== 'sent')
  const keys = new Set(discarded.map(({ key }) => key))
  const rows = [...unsent.filter(({ key }) => !keys.has(key)), ...discarded].toSorted(
    (one, other) => one.order - other.order,
  )
  const remaining = rows.length - discarded.length
  const discard = (operationsToDiscard: readonly Operation[]) => {
    for (const { key } of operationsToDiscard) outbox.discard(key)
    setDiscarded([...discarded, ...operationsToDiscard])
  }
  const restore = (operation: Operation) => {
    outbox.restore(operation)
    setDiscarded(discarded.filter(({ key }) => key !== operation.key))
  }
  return (
    <Dialog
      title={t('outbox.title')}
      onClose={onClose}
      footer={
        remaining > 0 ? (
          <>
            <Button
              variant="quiet"
              onClick={() =>
                discard(unsent.filter(({ key, state }) => !keys.has(key) && state !== 'sending'))
              }
            >
              {t('outbox.discardAll')}
            </Button>
            <CopyOutbox operations={unsent} />
            <Button variant="primary" onClick={() => void outbox.retryAll()}>
              {t('outbox.tryAll')}
            </Button>
          </>
        ) : undefined
      }
    >
      {!isPersisted && <p className={styles.notPersisted}>{t('outbox.unkept')}</p>}
      {rows.length === 0 && (
        <EmptyState
          title={t(isPersisted ? 'outbox.empty.title' : 'outbox.empty.here')}
          text={t('outbox.empty.text')}
        />
      )}
      <ul className={styles.list}>
        {rows.map((operation) => (
          <OutboxRow
            key={operation.key}
            operation={operation}
            discarded={keys.has(operation.key)}
            onDiscard={() => discard([operation])}
            onRestore={() => restore(operation)}
            onOpenLead={onClose}
          />
        ))}
      </ul>
    </Dialog>
  )
}

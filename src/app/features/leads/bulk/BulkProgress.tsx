import { useEffect, useEffectEvent, useId, useState } from 'react'
import { useOutbox } from '../../../outbox/outbox-context.ts'
import type { Operation } from '../../../outbox/operations/operation.ts'
import { OutboxRow } from '../../../outbox/ui/OutboxDialog.tsx'
import { useMessages } from '../../../shared/i18n/i18n.ts'
import { Button } from '../../../shared/ui/Button.tsx'
import { Dialog } from '../../../shared/ui/Dialog.tsx'
import styles from './Bulk.module.css'

/** The rows of a bulk action in the outbox. A fixed row has another key than the rejected one, and the same order. */
export interface StartedBulk {
  readonly keys: readonly string[]
  readonly orders: readonly number[]
}

interface BulkProgressProps {
  readonly started: StartedBulk
  readonly onClose: () => void
}

/** The progress of a bulk action: how many events are saved, and those that were rejected, with their fixes. */
export function BulkProgress({ started: { keys, orders }, onClose }: BulkProgressProps) {
  const t = useMessages()
  const id = useId()
  const { outbox, operations } = useOutbox()
  /** the keys of the rows that "Stop" discarded */
  const [stopped, setStopped] = useState<ReadonlySet<string>>(new Set())
  /** the keys of the rows that "Stop" still applies to; `undefined` before it is pressed */
  const [stopping, setStopping] = useState<readonly string[]>()
  /** rows discarded here, which can be restored until the dialog closes */
  const [discarded, setDiscarded] = useState<readonly Operation[]>([])
  const left = operations.filter(({ order, state }) => orders.includes(order) && state !== 'sent')
  const rejected = left.filter(({ state }) => state === 'refused')
  const pending = left.filter(({ state }) => state !== 'refused')
  const canBeUndone = pending.some(({ state }) => state === 'held')
  const done = keys.length - left.length - stopped.size - discarded.length
  const stop = (rest: readonly string[]) => {
    const unsent = outbox.stop(rest)
    if (unsent.length > 0) setStopped((earlier) => new Set([...earlier, ...unsent]))
    setStopping(rest)
  }
  // a row that is being sent when "Stop" is pressed is discarded as soon as it turns out that nothing was written; a row
  // that is rejected is not, because the user can retry it
  const stopRest = useEffectEvent(() => {
    const refused = outbox.operations().filter(({ state }) => state === 'refused')
    const decided = new Set(refused.map(({ key }) => key))
    stop((stopping ?? []).filter((key) => !decided.has(key)))
  })
  const isStopping = stopping !== undefined
  useEffect(() => (isStopping ? outbox.subscribe(() => stopRest()) : undefined), [isStopping, outbox])
  const rows = [...rejected, ...discarded].toSorted((one, other) => one.order - other.order)
  return (
    <Dialog
      title={t('bulk.title', { count: keys.length })}
      onClose={onClose}
      footer={
        <>
          {pending.length > 0 && !isStopping && (
            <Button onClick={() => stop(pending.map(({ key }) => key))}>{t('bulk.stop')}</Button>
          )}
          <Button variant="primary" onClick={onClose}>
            {t('ui.close')}
          </Button>
        </>
      }
    >
      <div className={styles.body} data-pending={canBeUndone || undefined}>
        <progress className={styles.progress} aria-labelledby={id} value={done} max={keys.length} />
        <p id={id} className={styles.hint} role="status" data-figures>
          <span>{t('bulk.progress', { done, count: keys.length })}</span>
          {stopped.size > 0 && <span>{` ${t('bulk.stopped', { left: stopped.size })}`}</span>}
          {canBeUndone && <span>{` ${t('bulk.pending')}`}</span>}
        </p>
        {rows.length > 0 && (
          <section aria-labelledby={`${id}-rejected`}>
            <h3 id={`${id}-rejected`} className={styles.heading}>
              {t('bulk.rejected', { count: rejected.length })}
            </h3>
            <ul>
              {rows.map((operation) => (
                <OutboxRow
                  key={operation.key}
                  operation={operation}
                  discarded={discarded.includes(operation)}
                  onDiscard={() => {
                    outbox.discard(operation.key)
                    setDiscarded([...discarded, operation])
                  }}
                  onRestore={() => {
                    outbox.restore(operation)
                    setDiscarded(discarded.filter((other) => other !== operation))
                  }}
                  onOpenLead={onClose}
                />
              ))}
            </ul>
          </section>
        )}
      </div>
    </Dialog>
  )
}

import { useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { leadChangedCode, type Operation } from '../operations/operation.ts'
import styles from './OutboxDialog.module.css'
import { useIsPersisted, useOutbox, useOutboxContext } from '../outbox-context.ts'
import { useQueryClient } from '@tanstack/react-query'
import { toInstant } from '../../../contract/instant.ts'
import { leadQueries, useGetLead } from '../../shared/api/queries.ts'
import { formatMoment, formatShort } from '../../shared/i18n/format-time.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { TextArea } from '../../shared/ui/TextArea.tsx'
import { outboxText, kindOf, stateText, textOf } from './outbox-words.ts'
import { LeadLink } from '../../shared/ui/LeadLink.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { DateFixes, isFixableByDate } from './DateFixes.tsx'

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
      {rows.length > 0 && (
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
      )}
    </Dialog>
  )
}

/** Copies the whole outbox to the clipboard as text; if the browser refuses that, shows the text for manual copying. */
function CopyOutbox({ operations }: { readonly operations: readonly Operation[] }) {
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

interface OutboxRowProps {
  readonly operation: Operation
  /** whether the row was discarded and can be restored */
  readonly discarded: boolean
  readonly onDiscard: () => void
  readonly onRestore: () => void
  /** called when the user opens the lead, to close the dialog */
  readonly onOpenLead: () => void
}

/** A row of the outbox: the operation, its state and its actions. */
export function OutboxRow({ operation, discarded, onDiscard, onRestore, onOpenLead }: OutboxRowProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { outbox } = useOutboxContext()
  const { key, lead, loggedAt, state } = operation
  const item = useGetLead(lead).data?.item
  const name = item?.name ?? lead
  const names = usePersonNames()
  const hasLeadChanged = operation.problem?.code === leadChangedCode
  const logged = toInstant(loggedAt)
  const id = `outbox-${key}`
  // another user's version of the event, which a retry replaces
  const otherVersion = operation.kind === 'update' ? operation.problem?.details?.item : undefined
  const retryLabel = hasLeadChanged
    ? 'outbox.changeAnyway'
    : otherVersion === undefined
      ? 'timeline.retry'
      : 'conflict.keepMine'
  const canRetry = state === 'waiting' && operation.problem !== undefined
  return (
    <li className={styles.row} data-discarded={discarded || undefined} aria-labelledby={id}>
      <div className={styles.head}>
        <LeadLink
          id={id}
          to={{ leads: [lead], ...(operation.kind !== 'create' && { event: operation.event.id }) }}
          name={name}
          onClick={onOpenLead}
        />
        <span className={styles.kind}>{t(`outbox.kind.${kindOf(operation)}`)}</span>
        <span className={styles.age}>
          <Time instant={logged}>{formatShort(logged, viewer, t)}</Time>
        </span>
      </div>
      <p dir="auto" className={styles.text} translate="no">
        {textOf(operation, t)}
      </p>
      {otherVersion !== undefined && !discarded && (
        <p dir="auto" className={styles.otherVersion} translate="no">
          {t('outbox.theirs', { note: otherVersion.note ?? '' })}
        </p>
      )}
      {hasLeadChanged && item !== undefined && !discarded && (
        <p className={styles.otherVersion}>
          {t('outbox.leadNow', {
            status: item.status ?? t('timeline.noStatus'),
            assignee: item.leadAssignee === null ? t('timeline.nobody') : names.full(item.leadAssignee),
          })}
        </p>
      )}
      <div className={styles.foot}>
        <span className={styles.state} data-refused={(state === 'refused' && !discarded) || undefined}>
          {discarded ? t('timeline.discarded') : stateText(operation, viewer, t)}
        </span>
        <span className={styles.actions}>
          {discarded ? (
            <Button size="s" onClick={onRestore}>
              {t('timeline.bringBack')}
            </Button>
          ) : (
            <>
              <DateFixes operation={operation} />
              {(canRetry || (state === 'refused' && !isFixableByDate(operation))) && (
                <Button size="s" onClick={() => void outbox.retry(key)}>
                  {t(retryLabel)}
                </Button>
              )}
              {state !== 'sending' && (
                <Button size="s" variant="quiet" onClick={onDiscard}>
                  {t('timeline.discard')}
                </Button>
              )}
            </>
          )}
        </span>
      </div>
    </li>
  )
}

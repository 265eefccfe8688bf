import { toInstant } from '../../../contract/instant.ts'
import { useGetLead } from '../../shared/api/queries.ts'
import { formatShort } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Link } from '../../shared/ui/Link.tsx'
import { Time } from '../../shared/ui/Time.tsx'
import { DateFixes, isFixableByDate } from './DateFixes.tsx'
import type { Operation } from '../operations/operation.ts'
import styles from './OutboxDialog.module.css'
import { kindOf, stateText, textOf } from './outbox-words.ts'
import { useOutboxContext } from '../outbox-context.ts'

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
  const name = useGetLead(lead).data?.item.name ?? lead
  const logged = toInstant(loggedAt)
  const id = `outbox-${key}`
  // another user's version of the event, which a retry replaces
  const otherVersion = operation.kind === 'update' ? operation.problem?.details?.item : undefined
  const canRetry = state === 'waiting' && operation.problem !== undefined
  return (
    <li className={styles.row} data-discarded={discarded || undefined} aria-labelledby={id}>
      <div className={styles.head}>
        <Link
          id={id}
          to={{ leads: [lead], ...(operation.kind !== 'create' && { event: operation.event.id }) }}
          className={styles.lead}
          onClick={onOpenLead}
        >
          {name}
        </Link>
        <span className={styles.kind}>{t(`outbox.kind.${kindOf(operation)}`)}</span>
        <span className={styles.age}>
          <Time instant={logged}>{formatShort(logged, viewer, t)}</Time>
        </span>
      </div>
      <p dir="auto" className={styles.text}>
        {textOf(operation, t)}
      </p>
      {otherVersion !== undefined && !discarded && (
        <p dir="auto" className={styles.otherVersion}>
          {t('outbox.theirs', { note: otherVersion.note ?? '' })}
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
                  {otherVersion === undefined ? t('timeline.retry') : t('conflict.keepMine')}
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

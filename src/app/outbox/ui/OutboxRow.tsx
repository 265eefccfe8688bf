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
import { kindOf, stateWords, textOf } from './outbox-words.ts'
import { useOutboxContext } from '../outbox-context.ts'

interface OutboxRowProps {
  readonly operation: Operation
  /** it was discarded just now, and can be brought back */
  readonly discarded: boolean
  readonly onDiscard: () => void
  readonly onBringBack: () => void
  /** the lead is looked at: the dialog has to go */
  readonly onLeave: () => void
}

/** One thing that is not saved: what it is, where it stands, and what can be done. */
export function OutboxRow({ operation, discarded, onDiscard, onBringBack, onLeave }: OutboxRowProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { outbox } = useOutboxContext()
  const { key, lead, loggedAt, state } = operation
  const name = useGetLead(lead).data?.item.name ?? lead
  const logged = toInstant(loggedAt)
  const id = `outbox-${key}`
  // what somebody else made of it meanwhile, which another try goes over
  const theirs = operation.kind === 'update' ? operation.problem?.details?.item : undefined
  const canWait = state === 'waiting' && operation.problem !== undefined
  return (
    <li className={styles.row} data-discarded={discarded || undefined} aria-labelledby={id}>
      <div className={styles.head}>
        <Link
          id={id}
          to={{ leads: [lead], ...(operation.kind !== 'create' && { event: operation.event.id }) }}
          className={styles.lead}
          onClick={onLeave}
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
      {theirs !== undefined && !discarded && (
        <p dir="auto" className={styles.theirs}>
          {t('outbox.theirs', { note: theirs.note ?? '' })}
        </p>
      )}
      <div className={styles.foot}>
        <span className={styles.state} data-refused={(state === 'refused' && !discarded) || undefined}>
          {discarded ? t('timeline.discarded') : stateWords(operation, viewer, t)}
        </span>
        <span className={styles.ways}>
          {discarded ? (
            <Button size="s" onClick={onBringBack}>
              {t('timeline.bringBack')}
            </Button>
          ) : (
            <>
              <DateFixes operation={operation} />
              {(canWait || (state === 'refused' && !isFixableByDate(operation))) && (
                <Button size="s" onClick={() => void outbox.retry(key)}>
                  {theirs === undefined ? t('timeline.retry') : t('conflict.keepMine')}
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

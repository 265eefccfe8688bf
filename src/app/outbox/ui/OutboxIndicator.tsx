import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { lazyWithPreload } from '../../shared/ui/lazy.ts'
import { Dot } from '../../shared/ui/Dot.tsx'
import styles from './OutboxIndicator.module.css'
import { countByState } from '../operations/count-by-state.ts'
import { useIsPersisted, useOutbox } from '../outbox-context.ts'

// loaded at once, because users open the outbox mostly while offline, when nothing can be loaded
const OutboxDialog = lazyWithPreload(async () => (await import('./OutboxDialog.tsx')).OutboxDialog)

interface OutboxIndicatorProps {
  /** whether it is visible only if something is not saved */
  readonly quiet?: boolean
}

/** Button that shows how many changes wait or need the user, or that all are saved; opens the outbox. */
export function OutboxIndicator({ quiet = false }: OutboxIndicatorProps) {
  const t = useMessages()
  const { operations } = useOutbox()
  const isPersisted = useIsPersisted()
  const [open, setOpen] = useState(false)
  const { refused, waiting, saving } = countByState(operations)
  const isSaved = refused + waiting + saving === 0
  const colour = refused > 0 ? 'var(--bad)' : isSaved && isPersisted ? 'var(--ok)' : 'var(--warn)'
  const texts = [
    refused > 0 && t('outbox.needsYou', { count: refused }),
    waiting > 0 && t('outbox.waiting', { count: waiting }),
    refused + waiting === 0 && saving > 0 && t('outbox.saving'),
    // if storage cannot be read, earlier visits may have left unsaved rows
    isSaved ? t(isPersisted ? 'outbox.saved' : 'outbox.nothingKept') : !isPersisted && t('outbox.onlyHere'),
  ].filter((text) => text !== false)
  return (
    <>
      <span role="status">
        <button
          type="button"
          className={styles.indicator}
          data-urgent={refused > 0 || undefined}
          hidden={quiet && isSaved && isPersisted && !open}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <Dot colour={colour} />
          <span>{texts.join(', ')}</span>
        </button>
      </span>
      {open && (
        <Suspense>
          <OutboxDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

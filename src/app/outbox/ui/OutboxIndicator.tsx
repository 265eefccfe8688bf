import { Suspense, useState } from 'react'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { lazyWithPreload } from '../../shared/ui/lazy.ts'
import { Dot } from '../../shared/ui/Dot.tsx'
import styles from './OutboxIndicator.module.css'
import { useIsKept, useOutbox } from '../outbox-context.ts'
import { countUnsent } from './outbox-count.ts'

// there before it is wanted: what waits is looked at most where nothing more can be loaded
const OutboxDialog = lazyWithPreload(
  async () => (await import('../../bundles/timeline-bundle.ts')).OutboxDialog,
)

/** Whether everything is saved, what waits and what needs the person; opens the list of it. */
export function OutboxIndicator() {
  const t = useMessages()
  const { operations } = useOutbox()
  const isKept = useIsKept()
  const [open, setOpen] = useState(false)
  const { refused, waiting, saving } = countUnsent(operations)
  const isSaved = refused + waiting + saving === 0
  const colour = refused > 0 ? 'var(--bad)' : isSaved && isKept ? 'var(--ok)' : 'var(--warn)'
  const words = [
    refused > 0 && t('outbox.needsYou', { count: refused }),
    waiting > 0 && t('outbox.waiting', { count: waiting }),
    refused + waiting === 0 && saving > 0 && t('outbox.saving'),
    // nobody knows what an earlier visit left
    isSaved ? t(isKept ? 'outbox.saved' : 'outbox.nothingKept') : !isKept && t('outbox.onlyHere'),
  ].filter((word) => word !== false)
  return (
    <>
      <span role="status">
        <button
          type="button"
          className={styles.indicator}
          data-urgent={refused > 0 || undefined}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <Dot colour={colour} />
          {words.join(', ')}
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

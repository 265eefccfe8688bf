import { useId } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { Failed } from '../ui/Failed.tsx'
import styles from './ExportDialog.module.css'
import type { ExportState } from './use-export.ts'

/** How far an export has come, and what became of it. */
export function ExportProgress({
  state,
  onRetry,
}: {
  readonly state: ExportState
  readonly onRetry: () => void
}) {
  const t = useMessages()
  const id = useId()
  if (state.kind === 'failed') return <Failed error={state.error} onRetry={onRetry} />
  return (
    <div className={styles.progress}>
      {state.kind === 'reading' && (
        <progress
          aria-labelledby={id}
          value={state.count === undefined ? undefined : state.read}
          max={state.count}
        />
      )}
      <p id={id} role="status" data-figures>
        {wordsOf()}
      </p>
    </div>
  )

  function wordsOf(): string {
    if (state.kind === 'reading') return t('export.reading', { read: state.read, count: state.count ?? 0 })
    if (state.kind === 'stopped') return t('export.stopped', { read: state.read })
    if (state.kind !== 'done') return ''
    const { events, count } = state.exported
    return events.length < count
      ? t('export.part', { read: events.length, count })
      : t('export.done', { count: events.length })
  }
}

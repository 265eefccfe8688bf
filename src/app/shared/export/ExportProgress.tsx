import { useId } from 'react'
import { useMessages } from '../i18n/i18n.ts'
import { LoadError } from '../ui/LoadError.tsx'
import styles from './Export.module.css'
import type { ExportState } from './use-export-progress.ts'

interface ExportProgressProps {
  readonly state: ExportState
  /** what is exported */
  readonly of: 'events' | 'changes' | 'leads'
  readonly onRetry: () => void
}

/** The progress of an export, and its result. */
export function ExportProgress({ state, of, onRetry }: ExportProgressProps) {
  const t = useMessages()
  const id = useId()
  if (state.kind === 'failed') return <LoadError error={state.error} onRetry={onRetry} />
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
        {progressText()}
      </p>
    </div>
  )

  function progressText(): string {
    if (state.kind === 'reading') return t('export.reading', { read: state.read, count: state.count ?? 0 })
    if (state.kind === 'stopped') return t(`export.stopped.${of}`, { read: state.read })
    if (state.kind !== 'done') return ''
    const { read, count = read } = state
    return read < count
      ? t(of === 'leads' ? 'export.part.leads' : 'export.part', { read, count })
      : t(`export.done.${of}`, { count: read })
  }
}

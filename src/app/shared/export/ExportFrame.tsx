import { useMessages } from '../i18n/i18n.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import type { Elements } from '../ui/elements.ts'
import styles from './Export.module.css'
import { ExportProgress } from './ExportProgress.tsx'
import type { ExportState } from './use-export-progress.ts'

interface ExportFrameProps {
  readonly title: string
  /** what is exported, in which form */
  readonly about: string
  readonly of: 'events' | 'changes' | 'leads'
  readonly state: ExportState
  readonly onStart: () => void
  readonly onStop: () => void
  readonly onClose: () => void
  /** the text of the button that starts; default: it saves a file */
  readonly start?: string
  /** choices above the description */
  readonly children?: Elements
}

/** The dialog of an export: its description, its progress, and the buttons that start and stop it. */
export function ExportFrame(props: ExportFrameProps) {
  const { title, about, of, state, onStart, onStop, onClose, start, children } = props
  const t = useMessages()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        state.kind === 'reading' ? (
          <Button onClick={onStop}>{t('export.stop')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('ui.close')}</Button>
            <Button variant="primary" onClick={onStart}>
              {start ?? t('export.save')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        {children}
        <p className={styles.about}>{about}</p>
        <ExportProgress state={state} of={of} onRetry={onStart} />
      </div>
    </Dialog>
  )
}

import { useEffect, useEffectEvent, useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import type { TimelineQuery } from '../../shared/api/queries.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { Dialog } from '../../shared/ui/Dialog.tsx'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { csvHeading, csvLines } from '../../shared/export/csv.ts'
import styles from '../../shared/export/Export.module.css'
import { ExportProgress } from '../../shared/export/ExportProgress.tsx'
import { markdownEvents, markdownHeading } from './markdown.ts'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { useExport, type Exported } from './use-export.ts'
import type { ExportLabels } from './export-labels.ts'
import { PrintSheet } from './PrintSheet.tsx'
import { useExportLabels } from './use-export-labels.ts'

export interface ExportDialogProps {
  readonly query: TimelineQuery
  readonly onClose: () => void
}

const formats = ['csv', 'markdown', 'print'] as const

type Format = (typeof formats)[number]

/** Exports the events of the timeline: as CSV, as Markdown, or on paper. */
export function ExportDialog({ query, onClose }: ExportDialogProps) {
  const t = useMessages()
  const [format, setFormat] = useState<Format>('csv')
  const [printed, setPrinted] = useState<Exported>()
  const { state, start, stop } = useExport(query)
  const labelsFor = useExportLabels(query)

  function deliver(exported: Exported) {
    const labels = labelsFor(exported)
    const { events, leads } = exported
    const day = dayKey(toInstant(labels.viewer.now), labels.viewer)
    if (format === 'csv') {
      const names = { lead: (id: string) => leads.get(id) ?? id, person: labels.names.full }
      saveFile(fileName(labels.title, day, 'csv'), [csvHeading(), csvLines(events, names)], 'text/csv')
    } else if (format === 'markdown') {
      const parts = [markdownHeading(labels), markdownEvents(events, labels)]
      saveFile(fileName(labels.title, day, 'md'), parts, 'text/markdown')
    } else {
      setPrinted(exported)
    }
  }

  const isReading = state.kind === 'reading'
  return (
    <Dialog
      title={t('export.title')}
      onClose={onClose}
      footer={
        isReading ? (
          <Button onClick={stop}>{t('export.stop')}</Button>
        ) : (
          <>
            <Button onClick={onClose}>{t('ui.close')}</Button>
            <Button variant="primary" onClick={() => void start(deliver)}>
              {t(format === 'print' ? 'export.print' : 'export.save')}
            </Button>
          </>
        )
      }
    >
      <div className={styles.body}>
        <SegmentedControl
          label={t('export.format')}
          width="wide"
          options={formats.map((value) => ({ value, label: t(`export.format.${value}`) }))}
          value={format}
          onChange={setFormat}
        />
        <p className={styles.about}>{t(`export.about.${format}`)}</p>
        <ExportProgress state={state} of="events" onRetry={() => void start(deliver)} />
      </div>
      {printed !== undefined && (
        <PrintJob exported={printed} labels={labelsFor(printed)} onPrinted={() => setPrinted(undefined)} />
      )}
    </Dialog>
  )
}

interface PrintJobProps {
  readonly exported: Exported
  readonly labels: ExportLabels
  readonly onPrinted: () => void
}

/** Opens the browser's print dialog with the exported events. */
function PrintJob({ exported, labels, onPrinted }: PrintJobProps) {
  const finish = useEffectEvent(onPrinted)
  useEffect(() => {
    const listener = () => finish()
    window.addEventListener('afterprint', listener)
    // a timer, so that an effect that runs twice opens the print dialog only once
    const timer = setTimeout(() => window.print())
    return () => {
      clearTimeout(timer)
      window.removeEventListener('afterprint', listener)
    }
  }, [])
  return <PrintSheet events={exported.events} labels={labels} />
}

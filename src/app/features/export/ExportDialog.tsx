import { useEffect, useEffectEvent, useState } from 'react'
import { eventTableHeading, eventTableLine } from '../../../contract/event-table.ts'
import { toInstant } from '../../../contract/instant.ts'
import type { TimelineQuery } from '../../shared/api/queries.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { SegmentedControl } from '../../shared/ui/SegmentedControl.tsx'
import { ExportFrame } from '../../shared/export/ExportFrame.tsx'
import { markdownEvents, markdownHeading } from './markdown.ts'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { tableFormatOf } from '../../shared/export/table-format.ts'
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
    const { events } = exported
    const day = dayKey(toInstant(labels.viewer.now), labels.viewer)
    if (format === 'csv') {
      saveFile(fileName(labels.title, day, 'csv'), tableOf(exported, labels), 'text/csv')
    } else if (format === 'markdown') {
      const parts = [markdownHeading(labels), markdownEvents(events, labels)]
      saveFile(fileName(labels.title, day, 'md'), parts, 'text/markdown')
    } else {
      setPrinted(exported)
    }
  }

  return (
    <ExportFrame
      title={t('export.title')}
      about={t(`export.about.${format}`)}
      of="events"
      state={state}
      start={t(format === 'print' ? 'export.print' : 'export.save')}
      onStart={() => void start(deliver)}
      onStop={stop}
      onClose={onClose}
    >
      <SegmentedControl
        label={t('export.format')}
        width="wide"
        options={formats.map((value) => ({ value, label: t(`export.format.${value}`) }))}
        value={format}
        onChange={setFormat}
      />
      {printed !== undefined && (
        <PrintJob exported={printed} labels={labelsFor(printed)} onPrinted={() => setPrinted(undefined)} />
      )}
    </ExportFrame>
  )
}

/** Returns the events as a table for the spreadsheet of the page's language, with local times in the viewer's zone. */
function tableOf({ events, leads }: Exported, { viewer, names }: ExportLabels): string[] {
  const format = tableFormatOf(viewer)
  const lines = events.map(({ owner, leadAssignee, previousStatus = null, ...event }) =>
    eventTableLine(
      {
        ...event,
        leadName: leads.get(event.lead) ?? event.lead,
        owner: owner.id,
        ownerName: owner.name,
        previousStatus,
        leadAssignee,
        leadAssigneeName: leadAssignee === null ? null : names.full(leadAssignee),
      },
      format,
    ),
  )
  return [eventTableHeading(format.language), ...lines]
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

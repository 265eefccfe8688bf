import { useState, useEffect, useEffectEvent } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import type { TimelineQuery } from '../../shared/api/queries.ts'
import { dayKey, formatDate, isOtherDay, formatExact } from '../../shared/i18n/format-time.ts'
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
import { createPortal } from 'react-dom'
import type { LeadEvent } from '../../../contract/lead-event.ts'
import { eventLine, type ExportLabels } from './export-labels.ts'
import printSheetStyles from './PrintSheet.module.css'
import { filterParts } from '../../shared/event-model/event-filter.ts'
import { partName, partValue } from '../../shared/events/filter-words.ts'
import { bidiIsolate } from '../../shared/i18n/bidi-isolate.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'

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
        <PrintSheet
          events={printed.events}
          labels={labelsFor(printed)}
          onPrinted={() => setPrinted(undefined)}
        />
      )}
    </Dialog>
  )
}

interface PrintSheetProps {
  readonly events: readonly LeadEvent[]
  readonly labels: ExportLabels
  readonly onPrinted: () => void
}

/** The events for printing: while mounted, only this is printed, and it is invisible on the screen. */
function PrintSheet({ events, labels, onPrinted }: PrintSheetProps) {
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
  return createPortal(
    <div className={printSheetStyles.sheet} lang={labels.viewer.locale}>
      <h1>{labels.title}</h1>
      <p>{labels.subtitle}</p>
      {events.map((event, index) => {
        const { time, owner, details } = eventLine(event, labels)
        const previous = events[index - 1]
        const startsDay = previous === undefined || isOtherDay(previous.date, event.date, labels.viewer)
        return (
          <div key={event.id} className={printSheetStyles.event}>
            {startsDay && <h2>{formatDate(event.date, labels.viewer)}</h2>}
            <p>
              <b>{time}</b> {[owner, ...details].join(' · ')}
            </p>
            {event.note !== null && (
              <p dir="auto" className={printSheetStyles.note}>
                {event.note}
              </p>
            )}
          </div>
        )
      })}
    </div>,
    document.body,
  )
}

/** Returns a function that creates the labels of an export from the loaded events. */
function useExportLabels({ leads, ordering, filter = {} }: TimelineQuery) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const { q } = filter
  const filterTexts = () => [
    ...(q === undefined ? [] : [`“${bidiIsolate(q)}”`]),
    ...filterParts.flatMap((part) => {
      const value = partValue(part, filter, { t, viewer, names })
      return value === undefined ? [] : [`${partName(part, t)}: ${bidiIsolate(value)}`]
    }),
  ]
  return ({ events, count, leads: leadNames }: Exported): ExportLabels => {
    const lead = (id: string) => leadNames.get(id) ?? id
    const [first = ''] = leads
    return {
      t,
      viewer,
      names,
      lead,
      title: leads.length > 1 ? t('timeline.leads', { count: leads.length }) : bidiIsolate(lead(first)),
      subtitle: [
        events.length < count
          ? t('export.part', { read: events.length, count })
          : t('timeline.events', { count: events.length }),
        t(ordering === 'newest' ? 'timeline.newest' : 'timeline.oldest'),
        ...filterTexts(),
        formatExact(toInstant(viewer.now), viewer),
      ].join(' · '),
      namesLead: leads.length > 1,
    }
  }
}

import { leadTable } from '../../../contract/lead-table.ts'
import type { Lead } from '../../../contract/lead.ts'
import { toInstant } from '../../../contract/instant.ts'
import { request } from '../../shared/api/client.ts'
import { leadsParameters, type LeadsQuery } from '../../shared/api/queries.ts'
import { ExportFrame } from '../../shared/export/ExportFrame.tsx'
import { fetchAll } from '../../shared/export/fetch-all.ts'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { tableFormatOf } from '../../shared/export/table-format.ts'
import { useExportProgress } from '../../shared/export/use-export-progress.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'

interface LeadListExportProps {
  readonly query: LeadsQuery
  readonly onClose: () => void
}

/** Exports the displayed list of leads as a CSV file, in its order. */
export function LeadListExport({ query, onClose }: LeadListExportProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const { state, start, stop } = useExportProgress({
    fetchAll: async (signal, onProgress) => {
      const leads: Lead[] = []
      let total = 0
      const chunks = fetchAll<Lead>({
        ordering: 'newest',
        byDate: false,
        idOf: ({ id }) => id,
        // the list is read by offset
        dateOf: () => toInstant(viewer.now),
        fetchChunk: async ({ offset, limit }) =>
          request('listLeads', { query: leadsParameters(query, offset, limit), signal }),
      })
      for await (const { items, count } of chunks) {
        leads.push(...items)
        total = count
        onProgress({ read: leads.length, count })
      }
      return { leads, total }
    },
    measure: ({ leads, total }) => ({ read: leads.length, count: total }),
  })
  const save = async () =>
    start(({ leads }) => {
      const day = dayKey(toInstant(viewer.now), viewer)
      const rows = leads.map((lead) => ({
        ...lead,
        leadAssigneeName: lead.leadAssignee === null ? null : names.unmarked.full(lead.leadAssignee),
      }))
      const table = leadTable(rows, tableFormatOf(viewer))
      saveFile(fileName(t('leads.title'), day, 'csv'), table, 'text/csv')
    })
  return (
    <ExportFrame
      title={t('leads.export')}
      about={t('leads.export.about')}
      of="leads"
      state={state}
      onStart={() => void save()}
      onStop={stop}
      onClose={onClose}
    />
  )
}

import { can } from '../../../contract/permissions.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import screen from '../../shared/ui/Screen.module.css'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import header from '../../shared/ui/ScreenHeader.module.css'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { PersonalDataButton } from '../../features/personal-data/PersonalDataButton.tsx'
import { useRoute } from '../../shared/router/route.ts'
import { ChangeFilter } from './ChangeFilter.tsx'
import { ChangeList } from './ChangeList.tsx'
import { changeQuery, changeKey } from './change-query.ts'
import { useState } from 'react'
import { toInstant } from '../../../contract/instant.ts'
import type { EventChange } from '../../../contract/event-change.ts'
import { request } from '../../shared/api/client.ts'
import type { ActivityQuery } from '../../shared/api/queries.ts'
import { ExportFrame } from '../../shared/export/ExportFrame.tsx'
import { fetchAll } from '../../shared/export/fetch-all.ts'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { useExportProgress } from '../../shared/export/use-export-progress.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { tableFormatOf } from '../../shared/export/table-format.ts'
import { changesCsv } from './changes-csv.ts'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'

/** Edits and deletions with their authors and the values before and after; for managers only. */
export function ChangeLogScreen() {
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const { leads, filter } = useRoute()
  if (!capabilities.includes('activity')) {
    return (
      <>
        <PageTitle>{t('changeLog.title')}</PageTitle>
        <EmptyState isScreen title={t('changeLog.absent.title')} text={t('changeLog.absent.text')} />
      </>
    )
  }
  if (!can(user, 'readActivity')) {
    return (
      <>
        <PageTitle>{t('changeLog.title')}</PageTitle>
        <EmptyState isScreen title={t('changeLog.cannot.title')} text={t('changeLog.cannot.text')} />
      </>
    )
  }
  const query = changeQuery({ leads, filter })
  return (
    <div className={screen.screen}>
      <PageTitle>{t('changeLog.title')}</PageTitle>
      <header className={screen.header}>
        <div className={screen.column}>
          <div className={header.top}>
            <h1 className={header.name}>{t('changeLog.title')}</h1>
            <div className={header.actions}>
              {capabilities.includes('personalData') && (
                <PersonalDataButton lead={leads[0]} person={filter.owner} />
              )}
              <ChangesExport query={query} />
            </div>
          </div>
          <ChangeFilter lead={leads[0]} filter={filter} />
        </div>
      </header>
      <ChangeList key={JSON.stringify(query)} query={query} />
    </div>
  )
}

/** Exports all changes that match the screen's filter as a CSV file. */
function ChangesExport({ query }: { readonly query: ActivityQuery }) {
  const t = useMessages()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="s" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('export.open')}
      </Button>
      {open && <ChangesExportDialog query={query} onClose={() => setOpen(false)} />}
    </>
  )
}

interface ChangesExportDialogProps {
  readonly query: ActivityQuery
  readonly onClose: () => void
}

function ChangesExportDialog({ query, onClose }: ChangesExportDialogProps) {
  const t = useMessages()
  const viewer = useViewer()
  const { state, start, stop } = useExportProgress<readonly EventChange[]>({
    fetchAll: async (signal, onProgress) => {
      const changes: EventChange[] = []
      const chunks = fetchAll({
        ordering: 'newest',
        byDate: true,
        idOf: changeKey,
        dateOf: ({ updateTime }) => updateTime,
        fetchChunk: async (range) => request('listActivity', { query: { ...query, ...range }, signal }),
      })
      for await (const { items, count } of chunks) {
        changes.push(...items)
        onProgress({ read: changes.length, count })
      }
      return changes
    },
    measure: ({ length }) => ({ read: length, count: length }),
  })
  const save = async () =>
    start((changes) => {
      const day = dayKey(toInstant(viewer.now), viewer)
      saveFile(
        fileName(t('changeLog.title'), day, 'csv'),
        changesCsv(changes, { format: tableFormatOf(viewer), t }),
        'text/csv',
      )
    })
  return (
    <ExportFrame
      title={t('export.title')}
      about={t('changeLog.exported')}
      of="changes"
      state={state}
      onStart={() => void save()}
      onStop={stop}
      onClose={onClose}
    />
  )
}

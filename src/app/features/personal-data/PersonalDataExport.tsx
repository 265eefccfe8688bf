import { toInstant } from '../../../contract/instant.ts'
import { ExportProgress } from '../../shared/export/ExportProgress.tsx'
import styles from '../../shared/export/Export.module.css'
import { fileName, saveFile } from '../../shared/export/save-file.ts'
import { useExportProgress } from '../../shared/export/use-export-progress.ts'
import { dayKey } from '../../shared/i18n/format-time.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import screen from '../../shared/ui/Screen.module.css'
import { Button } from '../../shared/ui/Button.tsx'
import { EraseButton } from './EraseButton.tsx'
import { fetchPersonalData } from './fetch-personal-data.ts'
import type { Subject } from './subject.ts'

/** Exports the data stored about a lead or a user to a file, or erases it. */
export function PersonalDataExport({ subject }: { readonly subject: Subject }) {
  const t = useMessages()
  const viewer = useViewer()
  const { state, start, stop } = useExportProgress({
    fetchAll: async (signal, onProgress) => fetchPersonalData(subject, signal, onProgress),
    measure: ({ events: { length } }) => ({ read: length, count: length }),
  })
  const save = async () =>
    start((data) => {
      const day = dayKey(toInstant(viewer.now), viewer)
      saveFile(fileName(subject.id, day, 'json'), [JSON.stringify(data, null, 2)], 'application/json')
    })
  return (
    <section className={styles.body}>
      <h3>
        {t(subject.kind === 'lead' ? 'personal.lead' : 'personal.person')} <bdi>{subject.name}</bdi>
      </h3>
      <p className={styles.about}>{t('personal.about')}</p>
      <div className={screen.bar}>
        {state.kind === 'reading' ? (
          <Button onClick={stop}>{t('export.stop')}</Button>
        ) : (
          <Button onClick={() => void save()}>{t('personal.save')}</Button>
        )}
        <EraseButton subject={subject} />
      </div>
      <ExportProgress state={state} of="events" onRetry={() => void save()} />
    </section>
  )
}

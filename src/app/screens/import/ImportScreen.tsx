import { useId, useRef, useState, type DragEvent } from 'react'
import { maxImportBytes } from '../../../contract/import.ts'
import type { Import } from '../../../contract/import-job.ts'
import { importReportSchema, importSourceSchema, type ImportSource } from '../../../contract/import-report.ts'
import { mappingSchema } from '../../../contract/import-mapping.ts'
import { can } from '../../../contract/permissions.ts'
import { columnsWith, toChoices, toMapping } from '../../features/import/import-choices.ts'
import { ImportColumns } from '../../features/import/ImportColumns.tsx'
import { useImportMessages } from '../../features/import/import-messages.ts'
import { ImportReport } from '../../features/import/ImportReport.tsx'
import {
  useChangeImport,
  useDeleteImport,
  useGetImport,
  useUploadImport,
} from '../../features/import/use-import.ts'
import { PageTitle } from '../../outbox/ui/PageTitle.tsx'
import { addressOf } from '../../shared/api/client.ts'
import { toProblem } from '../../shared/api/problems.ts'
import progressStyles from '../../shared/export/Export.module.css'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { problemMessage } from '../../shared/i18n/problem-message.ts'
import { useSignedIn } from '../../shared/session/signed-in.ts'
import { Button } from '../../shared/ui/Button.tsx'
import chips from '../../shared/ui/FilterChips.module.css'
import form from '../../shared/ui/Form.module.css'
import { classNames } from '../../shared/ui/class-names.ts'
import { EmptyState } from '../../shared/ui/EmptyState.tsx'
import { LoadError } from '../../shared/ui/LoadError.tsx'
import results from '../../shared/ui/ResultList.module.css'
import rows from '../../shared/ui/RowList.module.css'
import screen from '../../shared/ui/Screen.module.css'
import { Skeleton } from '../../shared/ui/Skeleton.tsx'

/** The screen where managers import a file of events. The service does the work; the screen shows it. */
export function ImportScreen() {
  useImportMessages()
  const t = useMessages()
  const { user, capabilities } = useSignedIn()
  const isAvailable = capabilities.includes('imports') && can(user, 'importEvents')
  return (
    <>
      <PageTitle>{t('import.title')}</PageTitle>
      {isAvailable ? (
        <div className={screen.screen}>
          <header className={screen.header}>
            <div className={screen.column}>
              <h1 className={screen.title}>{t('import.title')}</h1>
            </div>
          </header>
          <div className={results.scroller}>
            <div className={results.column}>
              <ImportSteps />
            </div>
          </div>
        </div>
      ) : (
        <EmptyState isScreen title={t('import.cannot.title')} text={t('import.cannot.text')} />
      )}
    </>
  )
}

function ImportSteps() {
  const { data: item, error, isPending, isFetching, refetch } = useGetImport()
  const upload = useUploadImport()
  if (isPending) return <Skeleton height="240px" />
  if (item === undefined) return <LoadError error={error} onRetry={refetch} retrying={isFetching} />
  const isUploading = upload.isPending || item?.state === 'uploading'
  return (
    <>
      {error !== null && <LoadError error={error} isSection />}
      {item !== null && !isUploading && <ImportState item={item} />}
      {(isUploading || item === null || item.state === 'done') && <ImportFile item={item} upload={upload} />}
    </>
  )
}

interface ImportFileProps {
  readonly item: Import | null
  readonly upload: ReturnType<typeof useUploadImport>
}

/** Takes a file by a button or a drop, and shows the upload. */
function ImportFile({ item, upload }: ImportFileProps) {
  const t = useMessages()
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState<'empty' | 'large'>()
  if (upload.isPending)
    return (
      <Progress
        text={t('import.uploading', { file: upload.variables.name })}
        {...(item?.state === 'uploading' && { value: item.received, total: item.size })}
      />
    )
  const uploadMessage = upload.error === null ? undefined : problemMessage(toProblem(upload.error), t)
  const message = error === undefined ? uploadMessage : t(`import.file.${error}`)
  const take = (file: File | null | undefined) => {
    if (file === null || file === undefined) return
    const problem = file.size === 0 ? 'empty' : file.size > maxImportBytes ? 'large' : undefined
    setError(problem)
    if (problem === undefined) upload.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    take(event.dataTransfer.files[0])
  }
  return (
    // the button is the keyboard equivalent
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={classNames(rows.none, form.form)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      {item?.state === 'uploading' && <p>{t('import.uploadInterrupted', { file: item.file })}</p>}
      <p className={form.slow}>{t('import.about')}</p>
      <input
        ref={input}
        type="file"
        hidden
        accept=".csv,.tsv,.txt,.ndjson,.jsonl,.json,.gz"
        onChange={(event) => {
          take(event.target.files?.[0])
          // the same file can be chosen again
          event.target.value = ''
        }}
      />
      <Button variant="primary" onClick={() => input.current?.click()}>
        {t('import.choose')}
      </Button>
      <p role="alert" className={form.fault}>
        {message}
      </p>
    </div>
  )
}

interface ProgressProps {
  readonly text: string
  readonly value?: number | undefined
  readonly total?: number | undefined
}

function Progress({ text, value, total = 0 }: ProgressProps) {
  const id = useId()
  return (
    <div className={progressStyles.progress}>
      <progress aria-labelledby={id} {...(total > 0 && { value, max: total })} />
      <p id={id} role="status" data-figures>
        {text}
      </p>
    </div>
  )
}

/** What an import does, or which choice it needs next. */
function ImportState({ item }: { readonly item: Import }) {
  const t = useMessages()
  const change = useChangeImport()
  const discard = useDeleteImport()
  const { state, file, progress, result } = item
  const source = importSourceSchema.safeParse(item.source).data
  const problem = change.error ?? discard.error
  const isWorking = state === 'reading' || state === 'checking' || state === 'running'
  const percent = progress === null || progress.total === 0 ? 0 : progress.value / progress.total
  return (
    <>
      <section className={rows.form} aria-labelledby="import-state">
        <h2 id="import-state" className={rows.name} translate="no">
          {file}
        </h2>
        {isWorking && (
          <Progress
            text={
              item.interrupted
                ? t('import.interrupted')
                : t(`import.working.${state}`, { percent: `${Math.floor(percent * 100)} %` })
            }
            value={progress?.value}
            total={progress?.total}
          />
        )}
        {state === 'stopped' && <p role="status">{t('import.stopped')}</p>}
        {state === 'failed' && (
          <p role="alert" className={form.fault}>
            {`${t('import.failed')} ${item.error ?? ''}`}
          </p>
        )}
        {state === 'done' && result !== null && (
          <p role="status">
            {[
              t('import.done', { written: result.written }),
              ...(result.refused > 0 ? [t('import.rejected', { count: result.refused })] : []),
              ...(result.known > 0 ? [t('import.known', { count: result.known })] : []),
            ].join(' ')}
          </p>
        )}
        <p role="alert" className={form.fault}>
          {problem !== null && problemMessage(toProblem(problem), t)}
        </p>
        <div className={chips.filters}>
          {(state === 'checking' || state === 'running') && (
            <Button busy={change.isPending} onClick={() => change.mutate({ id: item.id, action: 'stop' })}>
              {t('import.stop')}
            </Button>
          )}
          {state === 'stopped' && (
            <Button
              variant="primary"
              busy={change.isPending}
              onClick={() => change.mutate({ id: item.id, action: 'start' })}
            >
              {t('import.continue')}
            </Button>
          )}
          {state === 'done' && result !== null && result.refused > 0 && (
            <a href={addressOf('getRejectedLines', { id: item.id })} download>
              {t('import.download')}
            </a>
          )}
          {!isWorking && (
            <Button busy={discard.isPending} onClick={() => discard.mutate(item.id)}>
              {t(state === 'done' ? 'import.remove' : 'import.discard')}
            </Button>
          )}
        </div>
      </section>
      {source !== undefined && (state === 'mapping' || state === 'checked' || state === 'failed') && (
        <ImportForm key={item.id} item={item} source={source} change={change} />
      )}
    </>
  )
}

interface ImportFormProps {
  readonly item: Import
  readonly source: ImportSource
  readonly change: ReturnType<typeof useChangeImport>
}

/** The columns, the dry run and its problems, and the start of the import. */
function ImportForm({ item, source, change }: ImportFormProps) {
  const t = useMessages()
  const stored = mappingSchema.safeParse(item.mapping).data
  const [choices, setChoices] = useState(() => toChoices(stored ?? source.mapping, source))
  const mapping = toMapping(choices, source)
  const report = importReportSchema.safeParse(item.report).data
  const isChecked =
    item.state === 'checked' &&
    stored !== undefined &&
    // the stored mapping has its members in another order
    JSON.stringify(toMapping(toChoices(stored, source), source)) === JSON.stringify(mapping)
  const open = columnsWith(choices, '').length
  const missing = report?.missing.length ?? 0
  return (
    <>
      <ImportColumns source={source} choices={choices} onChange={setChoices} />
      {report !== undefined && <ImportReport report={report} choices={choices} onChange={setChoices} />}
      <div className={chips.filters}>
        <Button
          variant={isChecked && missing === 0 ? 'plain' : 'primary'}
          busy={change.isPending}
          aria-disabled={open > 0}
          onClick={() => {
            if (open === 0) change.mutate({ id: item.id, action: 'check', mapping })
          }}
        >
          {t(report === undefined ? 'import.check' : 'import.checkAgain')}
        </Button>
        {isChecked && missing === 0 && report !== undefined && report.written > 0 && (
          <Button
            variant="primary"
            busy={change.isPending}
            onClick={() => change.mutate({ id: item.id, action: 'start' })}
          >
            {t('import.start', { count: report.written })}
          </Button>
        )}
      </div>
      {missing > 0 && <p className={form.fault}>{t('import.missing')}</p>}
    </>
  )
}

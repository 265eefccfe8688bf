import { fieldErrorCodes } from '../../../contract/problem.ts'
import type { ImportProblem, ImportReport as Report } from '../../../contract/import-report.ts'
import { formatMoment } from '../../shared/i18n/format-time.ts'
import { useMessages, type Translate } from '../../shared/i18n/i18n.ts'
import { fieldErrorMessage } from '../../shared/i18n/problem-message.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { classNames } from '../../shared/ui/class-names.ts'
import chips from '../../shared/ui/FilterChips.module.css'
import form from '../../shared/ui/Form.module.css'
import results from '../../shared/ui/ResultList.module.css'
import rows from '../../shared/ui/RowList.module.css'
import { Select } from '../../shared/ui/Select.tsx'
import { useStatuses } from '../../shared/ui/statuses.ts'
import type { ImportChoices } from './import-choices.ts'
import { DatesSelect, TypeSelect, UserSelect, ZoneSelect } from './ImportColumns.tsx'

/** The number of groups of problems that are displayed. */
const maxProblems = 50

interface ImportReportProps {
  readonly report: Report
  readonly choices: ImportChoices
  readonly onChange: (choices: ImportChoices) => void
}

/** The result of a dry run: what will be written, the first events, and the problems with the choice that resolves each. */
export function ImportReport({ report, choices, onChange }: ImportReportProps) {
  const t = useMessages()
  const viewer = useViewer()
  const names = usePersonNames()
  const { written, refused, leads, skipped, known, spaced, days, first, problems, otherProblems } = report
  const hidden = Math.max(0, problems.length - maxProblems) + otherProblems
  const sentences = [
    t('import.would', { written, leads }),
    ...(refused > 0 ? [t('import.wouldReject', { count: refused })] : []),
    ...(known > 0 ? [t('import.known', { count: known })] : []),
    ...(skipped > 0 ? [t('import.skipped', { count: skipped })] : []),
    ...(spaced > 0 ? [t('import.spaced', { count: spaced })] : []),
    ...(days > 0 ? [t('import.days', { count: days })] : []),
  ]
  return (
    <section className={rows.form} aria-labelledby="import-report">
      <h2 id="import-report" className={rows.name}>
        {t('import.report')}
      </h2>
      <p role="status" className={form.slow}>
        {sentences.join(' ')}
      </p>
      {first.length > 0 && (
        <>
          <h3 className={results.count}>{t('import.first')}</h3>
          <ul className={rows.list}>
            {first.map((event) => (
              <li
                key={`${event.line} ${event.lead} ${event.date}`}
                className={classNames(rows.row, chips.filters)}
              >
                <div className={rows.words}>
                  <span className={rows.name} translate="no" dir="auto">
                    {event.leadName ?? event.lead}
                  </span>
                  <span className={form.slow}>
                    {[
                      formatMoment(event.date, viewer),
                      names.full(event.owner),
                      ...(event.status === null ? [] : [event.status]),
                    ].join(' · ')}
                  </span>
                  <span className={rows.text} translate="no" dir="auto">
                    {event.note}
                  </span>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {problems.length > 0 && (
        <>
          <h3 className={results.count}>{t('import.problems')}</h3>
          <ul className={rows.list}>
            {problems.slice(0, maxProblems).map((problem) => (
              <li
                key={JSON.stringify([problem.field, problem.code, problem.value])}
                className={classNames(rows.row, chips.filters)}
              >
                <div className={rows.words}>
                  <span className={rows.name}>
                    {problem.value === undefined
                      ? fieldName(problem, t)
                      : t('import.value', { field: fieldName(problem, t), value: problem.value })}
                  </span>
                  <span className={form.slow}>{problemText(problem)}</span>
                  <span className={form.slow}>
                    {t('import.lines', { count: problem.count, lines: problem.lines.join(', ') })}
                  </span>
                </div>
                <Resolution problem={problem} choices={choices} onChange={onChange} />
              </li>
            ))}
          </ul>
          {hidden > 0 && <p className={form.slow}>{t('import.moreProblems', { count: hidden })}</p>}
        </>
      )}
    </section>
  )

  /** Returns the error in the active language, or the service's sentence if there is no message for its code. */
  function problemText({ field, code, message }: ImportProblem): string {
    const own = importCodes.find((one) => one === code)
    if (own !== undefined) return t(`import.problem.${own}`)
    const shared = fieldErrorCodes.find((one) => one === code)
    return shared === undefined ? message : fieldErrorMessage({ field, code: shared, message }, viewer, t)
  }
}

/** The codes of errors that only lines of files have. */
const importCodes = [
  'malformed_line',
  'unmapped_column',
  'ambiguous_date',
  'no_time_zone',
  'skipped_time',
  'erased_user',
  'erased_lead',
  'unknown_user',
  'unknown_status',
  'type_differs',
  'date_not_after_latest',
] as const

const namedFields = [
  'lead',
  'leadName',
  'type',
  'date',
  'owner',
  'note',
  'status',
  'leadAssignee',
  'leadAssigneeRemove',
  'externalId',
] as const

function fieldName({ field }: ImportProblem, t: Translate): string {
  const named = namedFields.find((one) => one === field)
  return named === undefined ? t('import.line') : t(`import.field.${named}`)
}

interface ResolutionProps extends Omit<ImportReportProps, 'report'> {
  readonly problem: ImportProblem
}

/** The choice that resolves a problem; none if only another file can. */
function Resolution({ problem: { field, code, value }, choices, onChange }: ResolutionProps) {
  const t = useMessages()
  const statuses = useStatuses() ?? []
  const controls = { choices, onChange }
  const option = (label: string, isOn: boolean, next: Partial<ImportChoices>) => (
    <Button size="s" aria-pressed={isOn} onClick={() => onChange({ ...choices, ...next })}>
      {label}
    </Button>
  )
  if (code === 'ambiguous_date') return <DatesSelect {...controls} />
  if (code === 'no_time_zone') return <ZoneSelect {...controls} />
  if (field === 'type' && code === 'required') return <TypeSelect {...controls} />
  if (field === 'note' && code === 'too_long')
    return option(t('import.split'), choices.splitsLongNotes, { splitsLongNotes: !choices.splitsLongNotes })
  if (field === 'lead' && (code === 'white_space' || code === 'forbidden_character'))
    return option(t('import.nameLeads'), choices.namesLeads, { namesLeads: !choices.namesLeads })
  if (code === 'date_not_after_latest')
    return option(t('import.append'), choices.appendsOlder, { appendsOlder: !choices.appendsOlder })
  if (value === undefined) return null
  if (
    code === 'unknown_user' ||
    code === 'erased_user' ||
    (field === 'leadAssignee' && code === 'white_space')
  )
    return (
      <UserSelect
        label={t('import.userFor', { name: value })}
        value={choices.owners[value] ?? ''}
        onChange={(id) =>
          onChange({ ...choices, owners: withEntry(choices.owners, value, id === '' ? unset : id) })
        }
      />
    )
  if (code !== 'unknown_status') return null
  return (
    <Select
      label={t('import.statusFor', { name: value })}
      groups={[
        {
          choices: [
            { value: unset, label: t('import.field.none') },
            { value: '', label: t('import.noStatus') },
            ...statuses.map(({ label }) => ({ value: label, label, isName: true })),
          ],
        },
      ]}
      value={choices.statuses[value] ?? unset}
      onChange={(label) => onChange({ ...choices, statuses: withEntry(choices.statuses, value, label) })}
    />
  )
}

/** The value of no choice: an empty text means no status. */
const unset = '\0'

function withEntry(
  table: Readonly<Record<string, string>>,
  name: string,
  entry: string,
): Record<string, string> {
  const { [name]: _, ...others } = table
  return entry === unset ? others : { ...others, [name]: entry }
}

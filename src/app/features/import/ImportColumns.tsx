import type { ReactNode } from 'react'
import type { ImportSource } from '../../../contract/import-report.ts'
import { useMessages } from '../../shared/i18n/i18n.ts'
import { useViewer } from '../../shared/i18n/use-viewer.ts'
import { usePersonNames } from '../../shared/people/use-person-names.ts'
import { useUserDirectory } from '../../shared/api/queries.ts'
import { Button } from '../../shared/ui/Button.tsx'
import { classNames } from '../../shared/ui/class-names.ts'
import chips from '../../shared/ui/FilterChips.module.css'
import form from '../../shared/ui/Form.module.css'
import rows from '../../shared/ui/RowList.module.css'
import { Select } from '../../shared/ui/Select.tsx'
import { chooseColumn, columnChoices, columnsWith, type ImportChoices } from './import-choices.ts'

interface ImportColumnsProps {
  readonly source: ImportSource
  readonly choices: ImportChoices
  readonly onChange: (choices: ImportChoices) => void
}

/** The columns of a file with their first values and a field for each, and the values for all lines. */
export function ImportColumns({ source, choices, onChange }: ImportColumnsProps) {
  const t = useMessages()
  const open = columnsWith(choices, '')
  return (
    <section className={rows.form} aria-labelledby="import-columns">
      <h2 id="import-columns" className={rows.name}>
        {t('import.columns')}
      </h2>
      <p className={form.slow}>{t(source.format === 'export' ? 'import.isExport' : 'import.columnsAbout')}</p>
      {source.columns.length > 0 && (
        <ul className={rows.list}>
          {source.columns.map(({ name, samples }) => (
            <li key={name} className={classNames(rows.row, chips.filters)}>
              <div className={rows.words}>
                <span className={rows.name} translate="no" dir="auto">
                  {name}
                </span>
                <span className={form.slow} translate="no" dir="auto">
                  {samples.join(' · ')}
                </span>
              </div>
              <Select
                label={t('import.fieldOf', { column: name })}
                hidesLabel
                size="s"
                invalid={choices.columns[name] === ''}
                groups={[
                  {
                    choices: columnChoices.map((value) => ({
                      value,
                      label: t(`import.field.${value === '' ? 'none' : value}`),
                    })),
                  },
                ]}
                value={choices.columns[name] ?? ''}
                onChange={(choice) => onChange(chooseColumn(choices, name, choice))}
              />
            </li>
          ))}
        </ul>
      )}
      {open.length > 0 && (
        <div className={chips.filters}>
          <p className={form.fault}>{t('import.open', { count: open.length })}</p>
          <Button
            size="s"
            onClick={() => {
              const ignored = open.map((name) => [name, 'ignored'] as const)
              onChange({ ...choices, columns: { ...choices.columns, ...Object.fromEntries(ignored) } })
            }}
          >
            {t('import.ignoreOthers')}
          </Button>
        </div>
      )}
      <Constants source={source} choices={choices} onChange={onChange} />
    </section>
  )
}

/** The values that hold for all lines: the type and the owner without a column, the order and the zone of dates. */
function Constants({ source, choices, onChange }: ImportColumnsProps) {
  const t = useMessages()
  if (source.format === 'export') return null
  const lacks = (field: 'type' | 'owner') => columnsWith(choices, field).length === 0
  return (
    <div className={chips.filters}>
      {lacks('type') && <TypeSelect choices={choices} onChange={onChange} />}
      {lacks('owner') && (
        <UserSelect
          label={t('import.ownerOfAll')}
          value={choices.owner}
          onChange={(owner) => onChange({ ...choices, owner })}
        />
      )}
      <DatesSelect choices={choices} onChange={onChange} />
      <ZoneSelect choices={choices} onChange={onChange} />
    </div>
  )
}

type ControlProps = Pick<ImportColumnsProps, 'choices' | 'onChange'>

/** The type of all leads of a file. */
export function TypeSelect({ choices, onChange }: ControlProps): ReactNode {
  const t = useMessages()
  return (
    <Select
      label={t('import.typeOfAll')}
      groups={[
        {
          choices: [
            { value: '', label: t('import.field.none') },
            { value: 'company', label: t('leads.company') },
            { value: 'person', label: t('leads.person') },
          ],
        },
      ]}
      value={choices.type}
      onChange={(type) => onChange({ ...choices, type })}
    />
  )
}

/** The order of day and month in dates of digits. */
export function DatesSelect({ choices, onChange }: ControlProps): ReactNode {
  const t = useMessages()
  return (
    <Select
      label={t('import.dates')}
      groups={[
        {
          choices: [
            { value: '', label: t('import.unset') },
            { value: 'dd/mm/yyyy', label: t('import.dayFirst') },
            { value: 'mm/dd/yyyy', label: t('import.monthFirst') },
          ],
        },
      ]}
      value={choices.dates}
      onChange={(dates) => onChange({ ...choices, dates })}
    />
  )
}

/** The time zone of times without one. */
export function ZoneSelect({ choices, onChange }: ControlProps): ReactNode {
  const t = useMessages()
  const { timeZone } = useViewer()
  const zones = [...new Set([timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]
  return (
    <Select
      label={t('import.zone')}
      groups={[
        {
          choices: [
            { value: '', label: t('import.unset') },
            ...zones.map((value) => ({ value, label: value, isName: true })),
          ],
        },
      ]}
      value={choices.zone}
      onChange={(zone) => onChange({ ...choices, zone })}
    />
  )
}

interface UserSelectProps {
  readonly label: string
  readonly value: string
  readonly onChange: (id: string) => void
}

/** A user of the application. */
export function UserSelect({ label, value, onChange }: UserSelectProps): ReactNode {
  const t = useMessages()
  const names = usePersonNames()
  const users = useUserDirectory().data?.items ?? []
  return (
    <Select
      label={label}
      groups={[
        {
          choices: [
            { value: '', label: t('import.field.none') },
            ...users.map(({ id }) => ({ value: id, label: names.full(id), isName: true })),
          ],
        },
      ]}
      value={value}
      onChange={onChange}
    />
  )
}

import { importFields, type ImportField, type Mapping } from '../../../contract/import-mapping.ts'
import type { ImportColumn, ImportSource } from '../../../contract/import-report.ts'

/** What happens to a column: a field, `ignored`, or no choice yet. */
export type ColumnChoice = ImportField | 'ignored' | ''

/** The choices of a manager for a file, by the controls of the screen. */
export interface ImportChoices {
  readonly columns: Readonly<Record<string, ColumnChoice>>
  /** the type of all leads, if no column has it */
  readonly type: '' | 'company' | 'person'
  /** the owner of all events, if no column has it */
  readonly owner: string
  readonly dates: '' | 'dd/mm/yyyy' | 'mm/dd/yyyy'
  readonly zone: string
  readonly splitsLongNotes: boolean
  readonly appendsOlder: boolean
  readonly namesLeads: boolean
  /** the user of a name in the file */
  readonly owners: Readonly<Record<string, string>>
  /** the status of a name in the file */
  readonly statuses: Readonly<Record<string, string>>
}

/** The values that a column can have, in the order of the list. */
export const columnChoices: readonly ColumnChoice[] = ['', 'ignored', ...importFields]

/** Returns the choices of a mapping: that of the last check, or the proposed one. */
export function toChoices(mapping: Mapping, { columns }: Pick<ImportSource, 'columns'>): ImportChoices {
  const { type } = mapping.set ?? {}
  const { dates } = mapping
  return {
    columns: Object.fromEntries(columns.map((column) => [column.name, choiceOf(column, mapping)])),
    type: type === 'company' || type === 'person' ? type : '',
    owner: mapping.set?.owner ?? '',
    dates: dates === 'dd/mm/yyyy' || dates === 'mm/dd/yyyy' ? dates : '',
    zone: mapping.zone ?? '',
    splitsLongNotes: mapping.longNotes === 'split',
    appendsOlder: mapping.older === 'append',
    namesLeads: mapping.leadFromName ?? false,
    owners: mapping.owners ?? {},
    statuses: mapping.statuses ?? {},
  }
}

function choiceOf({ name, field }: ImportColumn, mapping: Mapping): ColumnChoice {
  const mapped = importFields.find((one) => mapping.columns?.[one] === name)
  if (mapped !== undefined) return mapped
  if (mapping.note?.includes(`{${name}}`) === true) return 'note'
  if (Array.isArray(mapping.ignoreColumns) && mapping.ignoreColumns.includes(name)) return 'ignored'
  return field === 'ignored' ? 'ignored' : ''
}

/** Returns the choices with another one for a column: a field other than the note has one column. */
export function chooseColumn(choices: ImportChoices, name: string, choice: ColumnChoice): ImportChoices {
  const isShared = choice === '' || choice === 'ignored' || choice === 'note'
  const others = Object.entries(choices.columns).map(([other, before]) => [
    other,
    !isShared && before === choice ? '' : before,
  ])
  return { ...choices, columns: { ...Object.fromEntries(others), [name]: choice } }
}

/** Returns the names of the columns with a choice. */
export function columnsWith({ columns }: Pick<ImportChoices, 'columns'>, choice: ColumnChoice): string[] {
  return Object.keys(columns).filter((name) => columns[name] === choice)
}

/** Returns the mapping that the service uses: `docs/import-formats.md`. */
export function toMapping(choices: ImportChoices, { mapping: proposed, format }: ImportSource): Mapping {
  const { dates, zone } = choices
  const owners = sorted(choices.owners)
  const statuses = sorted(choices.statuses)
  const notes = columnsWith(choices, 'note')
  const template = noteTemplate(notes, proposed.note)
  const fields = importFields.flatMap((field) => {
    const [column] = field === 'note' && template !== undefined ? [] : columnsWith(choices, field)
    return column === undefined ? [] : [[field, column] as const]
  })
  const set = {
    ...(choices.type !== '' && columnsWith(choices, 'type').length === 0 && { type: choices.type }),
    ...(choices.owner !== '' && columnsWith(choices, 'owner').length === 0 && { owner: choices.owner }),
  }
  return {
    version: 1,
    ...(proposed.from !== undefined && { from: proposed.from }),
    ...(format !== 'export' && {
      columns: Object.fromEntries(fields),
      ignoreColumns: columnsWith(choices, 'ignored'),
    }),
    ...(template !== undefined && { note: template }),
    ...(Object.keys(set).length > 0 && { set }),
    ...(dates !== '' && { dates }),
    ...(zone !== '' && { zone }),
    ...(choices.splitsLongNotes && { longNotes: 'split' }),
    ...(choices.appendsOlder && { older: 'append' }),
    ...(choices.namesLeads && { leadFromName: true }),
    ...(Object.keys(owners).length > 0 && { owners }),
    ...(Object.keys(statuses).length > 0 && { statuses }),
  }
}

/** Returns a table with its names in order, so that equal tables are equal as JSON. */
function sorted(table: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(table).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

/** Returns the template of a note of several columns; the proposed one has the order and the labels of the system. */
function noteTemplate(names: readonly string[], proposed: string | undefined): string | undefined {
  const inProposed = [...(proposed ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)
  const isProposed = inProposed.length === names.length && inProposed.every((name) => names.includes(name))
  if (isProposed && proposed !== undefined) return proposed
  return names.length > 1 ? names.map((name) => `{${name}}`).join('\n') : undefined
}

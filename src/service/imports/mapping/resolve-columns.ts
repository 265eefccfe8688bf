import { ImportError } from '../import-error.ts'
import { reportColumns } from '../source/csv-records.ts'
import { importFields, type ImportField, type Mapping } from '../../../contract/import-mapping.ts'
import { systemColumns } from './systems.ts'

/** A part of a note: a text with columns in braces, one line of the note. */
export type NoteLine = readonly (string | { readonly column: string })[]

/** The columns of a file and the fields that they fill. */
export interface ResolvedColumns {
  readonly fields: ReadonlyMap<ImportField, string>
  readonly note: readonly NoteLine[]
  /** the columns that are not imported although nobody chose that */
  readonly unmapped: readonly string[]
  /** the required fields without a column or a constant */
  readonly missing: readonly ImportField[]
}

const required = ['lead', 'type', 'date', 'owner'] as const

/**
 * Finds the column of each field: the one that the mapping names, or the first known name of the system, without case,
 * spaces and punctuation.
 * @throws ImportError if the mapping names a column that the file does not have
 */
export function resolveColumns(mapping: Mapping, columns: readonly string[]): ResolvedColumns {
  const system = systemColumns[mapping.from ?? 'leadline']
  const known = new Map(columns.toReversed().map((column) => [fold(column), column]))
  const left = ignoredBy(mapping, columns, known)
  const recognised = new Map([...known].filter(([, column]) => !left.includes(column)))
  const fields = new Map<ImportField, string>()
  for (const field of importFields) {
    const named = mapping.columns?.[field]
    const column =
      named === undefined
        ? system.fields[field]?.map((name) => recognised.get(fold(name))).find((found) => found !== undefined)
        : findColumn(columns, known, named)
    if (column !== undefined && mapping.set?.[field] === undefined) fields.set(field, column)
  }
  const note =
    mapping.note === undefined
      ? fields.has('note')
        ? []
        : system.note.flatMap(({ label, names }): NoteLine[] => {
            const found = names
              .map((name) => recognised.get(fold(name)))
              .find((column) => column !== undefined)
            return found === undefined ? [] : [[label, { column: found }]]
          })
      : parseTemplate(mapping.note, (name) => findColumn(columns, known, name))
  const used = new Set([
    ...fields.values(),
    ...note.flat().flatMap((item) => (typeof item === 'string' ? [] : item.column)),
  ])
  const ignored = new Set([...system.ignored, ...reportColumns, ...left].map(fold))
  const unmapped =
    mapping.ignoreColumns === true
      ? []
      : columns.filter((column) => column !== '' && !used.has(column) && !ignored.has(fold(column)))
  const missing = required.filter((field) => !fields.has(field) && mapping.set?.[field] === undefined)
  return { fields, note, unmapped, missing }
}

function ignoredBy(
  { ignoreColumns }: Mapping,
  columns: readonly string[],
  known: ReadonlyMap<string, string>,
): string[] {
  if (ignoreColumns === undefined || ignoreColumns === true) return []
  return ignoreColumns.map((name) => findColumn(columns, known, name))
}

function findColumn(columns: readonly string[], known: ReadonlyMap<string, string>, name: string): string {
  const column = columns.find((one) => one === name) ?? known.get(fold(name))
  if (column !== undefined) return column
  throw new ImportError(
    `The file has no column "${name}". It has: ${columns.filter((one) => one !== '').join(', ')}.`,
  )
}

/** Returns the template of a line of a note. */
export function templateOf(line: NoteLine): string {
  return line.map((item) => (typeof item === 'string' ? item : `{${item.column}}`)).join('')
}

/** Splits a template such as `{Subject}\n{Description}` into lines; `\n` may be written as two characters. */
function parseTemplate(template: string, columnOf: (name: string) => string): NoteLine[] {
  return template.split(/\n|\\n/).map((line) =>
    line
      .split(/(\{[^{}]+\})/)
      .filter((text) => text !== '')
      .map((text) => (/^\{.+\}$/.test(text) ? { column: columnOf(text.slice(1, -1).trim()) } : text)),
  )
}

/** Removes case, accents, spaces and punctuation. */
function fold(name: string): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return letters === '' ? name : letters
}

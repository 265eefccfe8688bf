import { Option, type Command } from 'commander'
import { readTable } from '../imports/source/read-table.ts'
import {
  encodings,
  importFields,
  mappingSchema,
  systems,
  type Mapping,
} from '../../contract/import-mapping.ts'
import { mergeMappings } from '../imports/mapping/merge-mappings.ts'
import { CommandError } from './command-error.ts'
import { readJsonFile } from './read-json-file.ts'

/** The options that describe how a file is encoded. */
export interface FormatOptions {
  readonly encoding?: Mapping['encoding']
  readonly separator?: string
  readonly quote?: string
}

/** The options of an import of events that describe the file. */
export interface MappingOptions extends FormatOptions {
  readonly from?: Mapping['from']
  readonly map: readonly string[]
  readonly set: readonly string[]
  readonly note?: string
  readonly owners?: string
  readonly statuses?: string
  readonly dates?: string
  readonly zone?: string
  readonly noteFormat?: 'html' | 'text'
  readonly longNotes?: Mapping['longNotes']
  readonly sameTime?: Mapping['sameTime']
  readonly older?: Mapping['older']
  readonly leadFromName?: boolean
  readonly ignoreColumns?: true | string
  readonly mapping?: string
}

const collect = (value: string, before: readonly string[]) => [...before, value]

/** Adds the options that describe how a file is encoded. */
export function addFormatOptions(command: Command): Command {
  return command
    .addOption(new Option('--encoding <name>', 'instead of the detected one').choices(encodings))
    .option('--separator <character>', 'between the cells of CSV, instead of the detected one; tab for a tab')
    .option('--quote <character>', 'around the cells of CSV, instead of "; none if they are never quoted')
    .option('--partial', 'accept an export whose end is missing')
}

/** Adds the options that describe the columns of events. */
export function addMappingOptions(command: Command): Command {
  return command
    .addOption(new Option('--from <system>', 'the system whose column names are recognised').choices(systems))
    .option('--map <field=column>', 'the column of a field; can be repeated', collect, [])
    .option('--set <field=value>', 'the value of a field in all lines; can be repeated', collect, [])
    .option('--note <template>', 'the note, such as "{Subject}\\n{Description}"')
    .option('--owners <file.csv>', 'a table of names in the file and user IDs')
    .option('--statuses <file.csv>', 'a table of statuses in the file and statuses here')
    .option('--dates <format>', 'the order of dates, such as dd/mm/yyyy')
    .option('--zone <zone>', 'the time zone of times without one, such as Europe/Rome')
    .addOption(
      new Option(
        '--note-format <format>',
        'html converts notes to text (default with other systems)',
      ).choices(['html', 'text']),
    )
    .addOption(new Option('--long-notes <choice>', 'reject (default) or split').choices(['reject', 'split']))
    .addOption(
      new Option('--same-time <choice>', 'space events of a lead by 1 ms (default) or reject them').choices([
        'space',
        'reject',
      ]),
    )
    .addOption(
      new Option(
        '--older <choice>',
        'reject lines older than the latest event (default) or append them as notes',
      ).choices(['reject', 'append']),
    )
    .option('--lead-from-name', 'make the ID of a lead from its name')
    .option(
      '--ignore-columns [names]',
      'leave out these columns (comma-separated), or all that have no field',
    )
    .option('--mapping <file.json>', 'read these choices from a file')
    .option('--save-mapping <file.json>', 'write these choices to a file that --mapping accepts')
}

/** Returns the mapping of the options that describe how a file is encoded. */
export function readFormat(options: FormatOptions): Mapping {
  return parseMapping({ version: 1, ...formatOf(options) }, 'the options')
}

function formatOf({ encoding, separator, quote }: FormatOptions): Record<string, unknown> {
  return present({
    encoding,
    separator: separator === 'tab' || separator === '\\t' ? '\t' : separator,
    quote: quote === 'none' ? '' : quote,
  })
}

/** Returns the mapping of the options, and of the file in `--mapping`. */
export async function readMapping(options: MappingOptions): Promise<Mapping> {
  const { from, note, dates, zone, noteFormat, longNotes, sameTime, older, leadFromName } = options
  const { ignoreColumns: ignored } = options
  const chosen = {
    version: 1,
    ...formatOf(options),
    ...present({ from, note, dates, zone, longNotes, sameTime, older, leadFromName }),
    ...present({
      html: noteFormat === undefined ? undefined : noteFormat === 'html',
      columns: pairs('--map', options.map),
      set: pairs('--set', options.set),
      owners: options.owners && (await readTable(options.owners)),
      statuses: options.statuses && (await readTable(options.statuses)),
      ignoreColumns: typeof ignored === 'string' ? ignored.split(',').map((name) => name.trim()) : ignored,
    }),
  }
  const stored = options.mapping === undefined ? { version: 1 } : (await readJsonFile(options.mapping)).value
  return mergeMappings(parseMapping(stored, options.mapping ?? ''), parseMapping(chosen, 'the options'))
}

function present(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function pairs(option: string, values: readonly string[]): Record<string, string> | undefined {
  if (values.length === 0) return undefined
  const entries = values.map((text) => {
    const at = text.indexOf('=')
    const field = text.slice(0, at)
    if (at < 1 || !importFields.some((known) => known === field))
      throw new CommandError(
        `${option} ${text}: expected a field, "=" and a text. The fields are ${importFields.join(', ')}.`,
      )
    return [field, text.slice(at + 1)] as const
  })
  const repeated = entries.find(([field], index) => entries.findIndex(([other]) => other === field) < index)
  if (repeated !== undefined) throw new CommandError(`${option} names the field ${repeated[0]} twice.`)
  return Object.fromEntries(entries)
}

function parseMapping(value: unknown, name: string): Mapping {
  const { data, error } = mappingSchema.safeParse(value)
  if (data !== undefined) return data
  // an unknown key is an error of the whole mapping, without a path
  const issues = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  )
  throw new CommandError(`Invalid mapping in ${name}: ${issues.join('; ')}.`)
}

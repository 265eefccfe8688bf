import { readFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { encodings } from '../imports/source/decode.ts'
import { parseSample } from '../imports/source/parse-csv.ts'
import {
  importFields,
  mappingSchema,
  mergeMappings,
  systems,
  type Mapping,
} from '../imports/mapping/mapping.ts'
import { CommandError } from './command-error.ts'

/** The options of an import that describe the file. */
export interface MappingOptions {
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
  readonly encoding?: Mapping['encoding']
  readonly separator?: string
  readonly quote?: string
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

/** Returns the mapping of the options, and of the file in `--mapping`. */
export async function readMapping(options: MappingOptions): Promise<Mapping> {
  const { from, note, dates, zone, noteFormat, longNotes, sameTime, older, leadFromName, encoding } = options
  const { ignoreColumns: ignored, separator, quote } = options
  const chosen = {
    version: 1,
    ...present({ from, note, dates, zone, longNotes, sameTime, older, leadFromName, encoding }),
    ...present({
      html: noteFormat === undefined ? undefined : noteFormat === 'html',
      columns: pairs('--map', options.map),
      set: pairs('--set', options.set),
      owners: options.owners && (await readTable(options.owners)),
      statuses: options.statuses && (await readTable(options.statuses)),
      ignoreColumns: typeof ignored === 'string' ? ignored.split(',').map((name) => name.trim()) : ignored,
      separator: separator === 'tab' || separator === '\\t' ? '\t' : separator,
      quote: quote === 'none' ? '' : quote,
    }),
  }
  const stored = options.mapping === undefined ? { version: 1 } : await readMappingFile(options.mapping)
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

async function readTable(path: string): Promise<Record<string, string>> {
  const text = (await readText(path)).replace(/^\uFEFF/, '')
  const separator = [',', ';', '\t'].toSorted((a, b) => text.split(b).length - text.split(a).length)[0] ?? ','
  const rows = parseSample(text, { separator, quote: '"' }, Number.POSITIVE_INFINITY, true)
  const wrong = rows.findIndex((row) => row.length !== 2 && row.some((cell) => cell.trim() !== ''))
  if (wrong >= 0)
    throw new CommandError(
      `${path}: row ${wrong + 1} must have two cells, the name in the file and the one here.`,
    )
  return Object.fromEntries(
    rows.flatMap(([name = '', here = '']) => (name.trim() === '' ? [] : [[name.trim(), here.trim()]])),
  )
}

async function readMappingFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readText(path))
  } catch (error) {
    if (error instanceof CommandError) throw error
    throw new CommandError(`${path} is not valid JSON.`)
  }
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandError(`Cannot read ${path} (${error.code}).`)
  })
}

function parseMapping(value: unknown, name: string): Mapping {
  const { data, error } = mappingSchema.safeParse(value)
  if (data !== undefined) return data
  const issues = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new CommandError(`Invalid mapping in ${name}: ${issues.join('; ')}.`)
}

import { Option, type Command } from 'commander'
import { eventTableHeading, eventTableLine } from '../../contract/event-table.ts'
import { tableLanguages, type TableLanguage } from '../../contract/table-language.ts'
import { isTimeZone } from '../../contract/time-zone.ts'
import type { Connection } from '../store/connection/database.ts'
import {
  exportKinds,
  exportRows,
  exportTable,
  noRows,
  takeSnapshot,
  type RowCounts,
} from '../store/imports/export.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { isStandardOutput, requireFile, withOutput, type Output } from './output.ts'
import { pluralise, printResult } from './print.ts'
import { startProgress } from './progress.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface ExportOptions {
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
  readonly csv?: TableLanguage
  readonly zone?: string
}

/** The number of rows of each kind; of a table, only of its events. */
type ExportCounts = Pick<RowCounts, 'event'> & Partial<RowCounts>

/** `export`. */
export function addExportCommand(program: Command, cli: CliContext): void {
  program
    .command('export')
    .description(
      'Export all data of an application as NDJSON, or its events as CSV, from one consistent snapshot.',
    )
    .argument('<application>', 'the application')
    .option('--out <file>', 'output file; default, or with -: standard output')
    .option('--force', 'replace the file if it exists')
    .addOption(
      new Option(
        '--csv <language>',
        'only the events, as a table for spreadsheets in this language: separator, titles, dates',
      ).choices(tableLanguages),
    )
    .option(
      '--zone <zone>',
      'with --csv: the zone of its local times, such as Europe/Rome; default: that of this machine',
    )
    .option('--json', 'with --out: print the counts as JSON')
    .addHelpText(
      'after',
      `
One row per line, identified by "kind": ${exportKinds.join(', ')}. The last line is "end" with the counts; without
it, the file is incomplete. Events have the API's format, with "deleted" for tombstones. "restore" creates the
application again from the file; "import leads" and "import events" accept it as it is. Tokens, passwords, sessions
and the audit are not included.

With --csv, each event that is not deleted is a line, the oldest first, and an apostrophe before a formula makes the
spreadsheet show it as text. "import events" accepts the file as it is.

Examples:
  npm run admin -- export acme --out acme.ndjson
  npm run admin -- export acme --csv it --zone Europe/Rome --out eventi.csv
  npm run admin -- export acme | gzip > acme.ndjson.gz`,
    )
    .action(async (applicationId: string, options: ExportOptions) => {
      requireFile(options)
      const { out: path, force, csv } = options
      const timeZone = readZone(options)
      const counts: ExportCounts = await withOutput(cli, { path, force }, async (output) =>
        withDatabase(cli, async ({ database }) => {
          await readApplication(database, applicationId)
          const action = 'application.export'
          const target = { kind: 'application', id: applicationId } as const
          await auditCommand(cli, database, { applicationId, action, target })
          return database.transaction(async (connection) =>
            csv === undefined
              ? writeRows(cli, connection, applicationId, output)
              : writeTable(cli, connection, applicationId, { output, language: csv, timeZone }),
          )
        }),
      )
      if (isStandardOutput(path)) return
      const ofLeads = counts.lead === undefined ? '' : ` of ${pluralise(counts.lead, 'lead')}`
      const text = `Exported ${pluralise(counts.event, 'event')}${ofLeads} to ${path}.`
      printResult(cli, options, { file: path, counts }, text)
    })
}

/** Returns the zone of the local times. */
function readZone({ csv, zone }: ExportOptions): string {
  if (zone === undefined) return new Intl.DateTimeFormat().resolvedOptions().timeZone
  if (csv === undefined) throw new CommandError('--zone requires --csv: other exports have no local times.')
  if (isTimeZone(zone)) return zone
  throw new CommandError('Invalid --zone: expected the IANA name of a time zone, such as Europe/Rome.')
}

async function writeRows(
  cli: CliContext,
  connection: Connection,
  applicationId: string,
  { write }: Output,
): Promise<RowCounts> {
  const progress = startProgress(cli, 'Writing', await takeSnapshot(connection, applicationId))
  const counts = noRows()
  try {
    for (const kind of exportKinds) {
      for await (const rows of exportRows(connection, applicationId, kind)) {
        requireRunning(cli)
        await write(rows.map((row) => `${JSON.stringify({ kind, ...row })}\n`).join(''))
        counts[kind] += rows.length
        progress.at(counts.event)
      }
    }
    await write(`${JSON.stringify({ kind: 'end', counts })}\n`)
    return counts
  } finally {
    progress.end()
  }
}

interface TableOptions {
  readonly output: Output
  readonly language: TableLanguage
  readonly timeZone: string
}

async function writeTable(
  cli: CliContext,
  connection: Connection,
  applicationId: string,
  { output, language, timeZone }: TableOptions,
): Promise<ExportCounts> {
  const progress = startProgress(cli, 'Writing', await takeSnapshot(connection, applicationId))
  // day before month, in English too: most users are in Europe
  const format = { language, timeZone, isMonthFirst: false }
  let event = 0
  try {
    await output.write(eventTableHeading(language))
    for await (const rows of exportTable(connection, applicationId)) {
      requireRunning(cli)
      await output.write(rows.map((row) => eventTableLine(row, format)).join(''))
      event += rows.length
      progress.at(event)
    }
    return { event }
  } finally {
    progress.end()
  }
}

function requireRunning({ stop }: CliContext): void {
  if (stop.aborted) throw new CommandError('Stopped: the export is incomplete.', 130)
}

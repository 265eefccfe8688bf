import type { Command } from 'commander'
import type { Connection } from '../store/connection/database.ts'
import { exportKinds, exportRows, noRows, takeSnapshot, type RowCounts } from '../store/imports/export.ts'
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
}

/** `export`. */
export function addExportCommand(program: Command, cli: CliContext): void {
  program
    .command('export')
    .description('Export all data of an application as NDJSON, from one consistent snapshot.')
    .argument('<application>', 'the application')
    .option('--out <file.ndjson>', 'output file; default, or with -: standard output')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'with --out: print the counts as JSON')
    .addHelpText(
      'after',
      `
One row per line, identified by "kind": ${exportKinds.join(', ')}. The last line is "end" with the counts; without
it, the file is incomplete. Events have the API's format, with "deleted" for tombstones. "restore" creates the
application again from the file; "import leads" and "import events" accept it as it is. Tokens, passwords, sessions
and the audit are not included.

Examples:
  npm run admin -- export acme --out acme.ndjson
  npm run admin -- export acme | gzip > acme.ndjson.gz`,
    )
    .action(async (applicationId: string, options: ExportOptions) => {
      requireFile(options)
      const { out: path, force } = options
      const counts = await withOutput(cli, { path, force }, async (output) =>
        withDatabase(cli, async ({ database }) => {
          await readApplication(database, applicationId)
          const action = 'application.export'
          const target = { kind: 'application', id: applicationId } as const
          await auditCommand(cli, database, { applicationId, action, target })
          return database.transaction(async (connection) => writeRows(cli, connection, applicationId, output))
        }),
      )
      if (isStandardOutput(path)) return
      const text = `Exported ${pluralise(counts.event, 'event')} of ${pluralise(counts.lead, 'lead')} to ${path}.`
      printResult(cli, options, { file: path, counts }, text)
    })
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
        if (cli.stop.aborted) throw new CommandError('Stopped: the export is incomplete.', 130)
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

import type { Writable } from 'node:stream'
import type { Command } from 'commander'
import type { Connection } from '../store/database.ts'
import { exportKinds, exportRows, takeSnapshot, type ExportKind } from '../store/export.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './given.ts'
import { intoFile, write } from './out-file.ts'
import { counted, printResult } from './print.ts'
import { startProgress } from './progress.ts'
import { withDatabase, type Surroundings } from './surroundings.ts'

interface ExportOptions {
  readonly out?: string
  readonly json?: boolean
}

type Counts = Record<ExportKind, number>

/** `export`. */
export function addExportCommand(program: Command, surroundings: Surroundings): void {
  program
    .command('export')
    .description('Writes everything of an application as NDJSON, as it is at one moment.')
    .argument('<application>', 'which')
    .option('--out <file.ndjson>', 'where to; else to the standard output')
    .option('--json', 'with --out: print the counts as JSON')
    .addHelpText(
      'after',
      `
A line a row, told apart by "kind": ${exportKinds.join(', ')}, and last "end" with the counts, without which the
file is not complete. Events are the API's items, tombstones with "deleted"; "import leads" and "import events" read
the file as it stands. Tokens and passwords are not in it.

Examples:
  npm run admin -- export acme --out acme.ndjson
  npm run admin -- export acme | gzip > acme.ndjson.gz`,
    )
    .action(async (applicationId: string, options: ExportOptions) => {
      const counts = await withDatabase(surroundings, async ({ database }) => {
        await readApplication(database, applicationId)
        const run = async (out: Writable) =>
          database.transaction(async (connection) => writeRows(surroundings, connection, applicationId, out))
        return options.out === undefined ? run(surroundings.out) : intoFile(options.out, run)
      })
      if (options.out === undefined) return
      const words = `Exported ${counted(counts.event, 'event')} of ${counted(counts.lead, 'lead')} to ${options.out}.`
      printResult(surroundings, options, { file: options.out, counts }, words)
    })
}

async function writeRows(
  surroundings: Surroundings,
  connection: Connection,
  applicationId: string,
  out: Writable,
): Promise<Counts> {
  const progress = startProgress(surroundings, 'Writing', await takeSnapshot(connection, applicationId))
  const counts: Counts = { application: 0, user: 0, status: 0, lead: 0, event: 0, change: 0 }
  try {
    for (const kind of exportKinds) {
      for await (const rows of exportRows(connection, applicationId, kind)) {
        if (surroundings.stop.aborted) throw new CommandError('Stopped: the export is not complete.', 130)
        await write(out, rows.map((row) => `${JSON.stringify({ kind, ...row })}\n`).join(''))
        counts[kind] += rows.length
        progress.at(counts.event)
      }
    }
    await write(out, `${JSON.stringify({ kind: 'end', counts })}\n`)
    return counts
  } finally {
    progress.end()
  }
}

import { Option, type Command } from 'commander'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { checkImport, importEvents, type ImportOptions, type ImportSummary } from './import/import-events.ts'
import { importLeads } from './import/import-leads.ts'
import { openRejects, type RejectedLines } from './import/rejected-lines.ts'
import { isStandardOutput } from './output.ts'
import { pluralise, printResult } from './print.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import { withCheckedDatabase, withDatabase, type CliContext } from './cli-context.ts'

interface CommonOptions {
  readonly rejects?: string
  readonly force?: boolean
  readonly check?: boolean
  readonly json?: boolean
}

/** `import leads | events`. */
export function addImportCommands(program: Command, cli: CliContext): void {
  const group = program.command('import').description('Import leads and events from files of any size.')

  withCommonOptions(group.command('leads'))
    .description('Import leads, or rename existing ones.')
    .addHelpText(
      'after',
      `
The file is CSV with the columns id, type (company or person) and name, or NDJSON with the same fields.

Example:
  npm run admin -- import leads acme leads.csv --check`,
    )
    .action(async (applicationId: string, path: string, options: CommonOptions) =>
      runImport(
        'lead',
        cli,
        { applicationId, path, options },
        {
          check: async (connection, rejects) =>
            importLeads(cli, connection, { applicationId, path, check: true }, rejects),
          write: async (database, rejects) => {
            await auditCommand(cli, database, {
              applicationId,
              action: 'leads.import',
              target: { kind: 'application', id: applicationId },
            })
            return importLeads(cli, database, { applicationId, path, check: false }, rejects)
          },
        },
      ),
    )

  withCommonOptions(group.command('events'))
    .description('Import events, in any order, under the rules of the API.')
    .addOption(
      new Option('--resume', 'continue an interrupted import without writing anything twice').conflicts([
        'check',
        'restart',
      ]),
    )
    .addOption(
      new Option('--restart', 'discard the rest of an interrupted import and start again').conflicts([
        'check',
        'resume',
      ]),
    )
    .addHelpText(
      'after',
      `
The file is CSV with the columns lead, type, date and owner, and optionally note, status, leadAssignee and
leadAssigneeRemove; or NDJSON with these fields, an export, or items of the API. A line is rejected unless it is later
than its lead's latest event. The service can keep running.

Exit codes: 0 all lines imported, 2 some lines rejected, 130 interrupted with Ctrl+C.

Examples:
  npm run admin -- import events acme events.csv --check
  npm run admin -- import events acme events.ndjson --rejects rejected.csv
  npm run admin -- import events acme events.ndjson --rejects rejected.csv --resume`,
    )
    .action(async (applicationId: string, path: string, options: CommonOptions & ImportOptions) =>
      runImport(
        'event',
        cli,
        { applicationId, path, options },
        {
          check: async (connection, rejects) =>
            checkImport(cli, connection, { applicationId, path }, rejects),
          write: async (database, rejects) =>
            importEvents(cli, database, { applicationId, path, options }, rejects),
        },
      ),
    )
}

function withCommonOptions(command: Command): Command {
  return command
    .argument('<application>', 'the application to import into')
    .argument('<file>', 'CSV or NDJSON')
    .option(
      '--rejects <file>',
      'write rejected lines to this file, as CSV, or as NDJSON if its name ends in .ndjson; - is the standard output',
    )
    .option('--force', 'replace the file in --rejects if it exists')
    .option('--check', 'report what would be rejected, and write nothing')
    .option('--json', 'print JSON')
}

interface Work {
  /** runs in a transaction in which PostgreSQL rejects writes */
  readonly check: (connection: Connection, rejects: RejectedLines) => Promise<ImportSummary>
  readonly write: (database: Database, rejects: RejectedLines) => Promise<ImportSummary>
}

async function runImport(
  noun: string,
  cli: CliContext,
  { applicationId, path, options }: { applicationId: string; path: string; options: CommonOptions },
  { check, write }: Work,
): Promise<void> {
  if (options.force === true && isStandardOutput(options.rejects))
    throw new CommandError('--force requires a file. Specify one with --rejects.')
  if (options.json === true && options.rejects === '-')
    throw new CommandError(
      '--json and --rejects - both write to standard output. Specify a file with --rejects.',
    )
  const rejects = await openRejects(cli, {
    path: options.rejects,
    force: options.force,
    input: path,
  })
  const run =
    options.check === true
      ? withCheckedDatabase(cli, async (connection) => {
          await readApplication(connection, applicationId)
          return check(connection, rejects)
        })
      : withDatabase(cli, async ({ database }) => {
          await readApplication(database, applicationId)
          return write(database, rejects)
        })
  const { written, refused, skipped } = await run.finally(rejects.discard)
  const did = options.check === true ? 'Would write' : 'Wrote'
  const passedOver = skipped === 0 ? '' : ` Skipped ${pluralise(skipped, 'line')} of other kinds.`
  printResult(
    options.rejects === '-' ? { out: cli.err } : cli,
    options,
    { written, refused, skipped, check: options.check === true },
    `${did} ${pluralise(written, noun)} into ${applicationId}.${passedOver}`,
  )
  if (refused === 0) return
  const where = isStandardOutput(options.rejects) ? '' : `: see ${options.rejects}`
  throw new CommandError(
    `${pluralise(refused, 'line')} ${refused === 1 ? 'was' : 'were'} rejected${where}.`,
    2,
  )
}

import { Option, type Command } from 'commander'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './given.ts'
import { checkImport, importEvents, type ImportOptions, type ImportSummary } from './import/import-events.ts'
import { importLeads } from './import/import-leads.ts'
import { openRejects, type Rejects } from './import/rejects.ts'
import { isStandardOutput } from './output.ts'
import { counted, printResult } from './print.ts'
import type { Connection, Database } from '../store/database.ts'
import { withCheckedDatabase, withDatabase, type Surroundings } from './surroundings.ts'

interface CommonOptions {
  readonly rejects?: string
  readonly force?: boolean
  readonly check?: boolean
  readonly json?: boolean
}

/** `import leads | events`. */
export function addImportCommands(program: Command, surroundings: Surroundings): void {
  const group = program.command('import').description('Reads leads and events from files of any size.')

  withCommonOptions(group.command('leads'))
    .description('Takes on leads, or renames those that are there.')
    .addHelpText(
      'after',
      `
The file is CSV with the columns id, type (company or person) and name, or NDJSON with these fields.

Example:
  npm run admin -- import leads acme leads.csv --check`,
    )
    .action(async (applicationId: string, path: string, options: CommonOptions) =>
      runImport(
        'lead',
        surroundings,
        { applicationId, path, options },
        {
          check: async (connection, rejects) =>
            importLeads(surroundings, connection, { applicationId, path, check: true }, rejects),
          write: async (database, rejects) => {
            await auditCommand(surroundings, database, {
              applicationId,
              action: 'leads.import',
              target: { kind: 'application', id: applicationId },
            })
            return importLeads(surroundings, database, { applicationId, path, check: false }, rejects)
          },
        },
      ),
    )

  withCommonOptions(group.command('events'))
    .description('Writes events, which may stand in the file in any order, by the rules of the API.')
    .addOption(
      new Option(
        '--resume',
        'go on with an import that was cut off, without writing anything twice',
      ).conflicts(['check', 'restart']),
    )
    .addOption(
      new Option('--restart', 'give up the rest of an import that was cut off, and begin anew').conflicts([
        'check',
        'resume',
      ]),
    )
    .addHelpText(
      'after',
      `
The file is CSV with the columns lead, type, date and owner, and where wanted note, status, leadAssignee and
leadAssigneeRemove; or NDJSON with these fields, or an export, or items of the API. A line that is not strictly after
its lead's latest event is refused. The service may run meanwhile.

Ends with 0 where all lines were taken, with 2 where some were refused, with 130 after Ctrl+C.

Examples:
  npm run admin -- import events acme events.csv --check
  npm run admin -- import events acme events.ndjson --rejects refused.csv
  npm run admin -- import events acme events.ndjson --rejects refused.csv --resume`,
    )
    .action(async (applicationId: string, path: string, options: CommonOptions & ImportOptions) =>
      runImport(
        'event',
        surroundings,
        { applicationId, path, options },
        {
          check: async (connection, rejects) =>
            checkImport(surroundings, connection, { applicationId, path }, rejects),
          write: async (database, rejects) =>
            importEvents(surroundings, database, { applicationId, path, options }, rejects),
        },
      ),
    )
}

function withCommonOptions(command: Command): Command {
  return command
    .argument('<application>', 'where to')
    .argument('<file>', 'CSV or NDJSON')
    .option(
      '--rejects <file>',
      'list refused lines there, as CSV or, if it is called .ndjson, NDJSON; - is the standard output',
    )
    .option('--force', 'replace the file of --rejects if it exists')
    .option('--check', 'say what would be refused, and write nothing')
    .option('--json', 'print JSON')
}

interface Work {
  /** in a transaction that PostgreSQL lets write nothing */
  readonly check: (connection: Connection, rejects: Rejects) => Promise<ImportSummary>
  readonly write: (database: Database, rejects: Rejects) => Promise<ImportSummary>
}

async function runImport(
  noun: string,
  surroundings: Surroundings,
  { applicationId, path, options }: { applicationId: string; path: string; options: CommonOptions },
  { check, write }: Work,
): Promise<void> {
  if (options.force === true && isStandardOutput(options.rejects))
    throw new CommandError('--force needs a file: name it with --rejects.')
  if (options.json === true && options.rejects === '-')
    throw new CommandError('--json and --rejects - both write to the standard output: name a file.')
  const rejects = await openRejects(surroundings, {
    path: options.rejects,
    force: options.force,
    input: path,
  })
  const run =
    options.check === true
      ? withCheckedDatabase(surroundings, async (connection) => {
          await readApplication(connection, applicationId)
          return check(connection, rejects)
        })
      : withDatabase(surroundings, async ({ database }) => {
          await readApplication(database, applicationId)
          return write(database, rejects)
        })
  const { written, refused, skipped } = await run.finally(rejects.discard)
  const did = options.check === true ? 'Would write' : 'Wrote'
  const passedOver = skipped === 0 ? '' : ` Passed over ${counted(skipped, 'line')} of other kinds.`
  printResult(
    options.rejects === '-' ? { out: surroundings.err } : surroundings,
    options,
    { written, refused, skipped, check: options.check === true },
    `${did} ${counted(written, noun)} into ${applicationId}.${passedOver}`,
  )
  if (refused === 0) return
  const where = isStandardOutput(options.rejects) ? '' : `: see ${options.rejects}`
  throw new CommandError(`${counted(refused, 'line')} ${refused === 1 ? 'was' : 'were'} refused${where}.`, 2)
}

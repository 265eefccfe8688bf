import type { Command } from 'commander'
import { CommandError } from './command-error.ts'
import { readApplication } from './given.ts'
import { importEvents, type ImportOptions, type ImportSummary } from './import/import-events.ts'
import { importLeads } from './import/import-leads.ts'
import { openRejects, type Rejects } from './import/rejects.ts'
import { counted, printResult } from './print.ts'
import { withDatabase, type OpenedDatabase, type Surroundings } from './surroundings.ts'

interface CommonOptions {
  readonly rejects?: string
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
      runImport('lead', surroundings, applicationId, options, async ({ database }, rejects) =>
        importLeads(surroundings, database, { applicationId, path, check: options.check === true }, rejects),
      ),
    )

  withCommonOptions(group.command('events'))
    .description('Writes events, which may stand in the file in any order, by the rules of the API.')
    .option('--resume', 'go on with an import that was cut off, without writing anything twice')
    .option('--restart', 'give up the rest of an import that was cut off, and begin anew')
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
      runImport('event', surroundings, applicationId, options, async ({ database }, rejects) =>
        importEvents(surroundings, database, { applicationId, path, options }, rejects),
      ),
    )
}

function withCommonOptions(command: Command): Command {
  return command
    .argument('<application>', 'where to')
    .argument('<file>', 'CSV or NDJSON')
    .option('--rejects <file>', 'list refused lines there, as CSV or, if it is called .ndjson, NDJSON')
    .option('--check', 'say what would be refused, and write nothing')
    .option('--json', 'print JSON')
}

async function runImport(
  noun: string,
  surroundings: Surroundings,
  applicationId: string,
  options: CommonOptions,
  work: (opened: OpenedDatabase, rejects: Rejects) => Promise<ImportSummary>,
): Promise<void> {
  const rejects = await openRejects(options.rejects, surroundings)
  const summary = await withDatabase(surroundings, async (opened) => {
    await readApplication(opened.database, applicationId)
    return work(opened, rejects)
  }).finally(rejects.end)
  const { written, refused, skipped } = summary
  const did = options.check === true ? 'Would write' : 'Wrote'
  const passedOver = skipped === 0 ? '' : ` Passed over ${counted(skipped, 'line')} of other kinds.`
  printResult(
    surroundings,
    options,
    { written, refused, skipped, check: options.check === true },
    `${did} ${counted(written, noun)} into ${applicationId}.${passedOver}`,
  )
  if (refused === 0) return
  const where = options.rejects === undefined ? '' : `: see ${options.rejects}`
  throw new CommandError(`${counted(refused, 'line')} ${refused === 1 ? 'was' : 'were'} refused${where}.`, 2)
}

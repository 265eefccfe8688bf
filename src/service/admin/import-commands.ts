import { Option, type Command } from 'commander'
import {
  checkImport,
  importEvents,
  mapSource,
  type DryRun,
  type ImportSummary,
} from '../imports/events/import-events.ts'
import { importLeads } from '../imports/import-leads.ts'
import type { ImportRun } from '../imports/import-run.ts'
import { showFirstErrors, writeReport, type RejectedLines } from '../imports/rejected-lines.ts'
import { openSource, type Source } from '../imports/source/open-source.ts'
import type { Mapping } from '../../contract/import-mapping.ts'
import type { Connection, Database } from '../store/connection/database.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { withCheckedDatabase, withDatabase, type CliContext } from './cli-context.ts'
import { describeDryRun, dryRunDetails } from './describe-dry-run.ts'
import {
  addFormatOptions,
  addMappingOptions,
  readFormat,
  readMapping,
  type FormatOptions,
  type MappingOptions,
} from './import-options.ts'
import { isStandardOutput, openOutput, withOutput, type Output } from './output.ts'
import { pluralise, printLine, printResult } from './print.ts'
import { startProgress } from './progress.ts'

interface CommonOptions {
  readonly rejects?: string
  readonly force?: boolean
  readonly check?: boolean
  readonly json?: boolean
  readonly partial?: boolean
  readonly saveMapping?: string
}

interface EventOptions extends CommonOptions, MappingOptions {
  readonly resume?: boolean
  readonly restart?: boolean
}

/** `import leads | events`. */
export function addImportCommands(program: Command, cli: CliContext): void {
  const group = program.command('import').description('Import leads and events from files of any size.')
  const run = createRun(cli)

  addFormatOptions(withCommonOptions(group.command('leads')))
    .option('--ignore-columns', 'leave out columns other than id, type and name')
    .description('Import leads, or rename existing ones.')
    .addHelpText(
      'after',
      `
The file is CSV with the columns id, type (company or person) and name, or NDJSON with the same fields.

Example:
  npm run admin -- import leads acme leads.csv --check`,
    )
    .action(
      async (
        applicationId: string,
        path: string,
        options: CommonOptions & FormatOptions & { ignoreColumns?: boolean },
      ) => {
        rejectContradictions(options)
        const ignoreColumns = options.ignoreColumns === true
        await runImport(
          'lead',
          cli,
          { applicationId, path, options, mapping: readFormat(options) },
          {
            check: async (connection, source, rejects) =>
              importLeads(run, connection, { applicationId, source, check: true, ignoreColumns }, rejects),
            write: async (database, source, rejects) => {
              await auditCommand(cli, database, {
                applicationId,
                action: 'leads.import',
                target: { kind: 'application', id: applicationId },
              })
              return importLeads(
                run,
                database,
                { applicationId, source, check: false, ignoreColumns },
                rejects,
              )
            },
          },
        )
      },
    )

  addMappingOptions(addFormatOptions(withCommonOptions(group.command('events'))))
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
The file is CSV or NDJSON of Leadline, or CSV of another system (--from). Begin with --check: it writes nothing, shows
the columns and the first events, and names the option for each problem. A line is rejected unless it is later than its
lead's latest event. The service can keep running.

Exit codes: 0 all lines imported, 2 some lines rejected, 130 interrupted with Ctrl+C.

Examples:
  npm run admin -- import events acme events.csv --check
  npm run admin -- import events acme calls.csv --from hubspot --set type=company --zone Europe/Rome --check
  npm run admin -- import events acme events.ndjson --rejects rejected.ndjson
  npm run admin -- import events acme events.ndjson --rejects rejected.ndjson --resume`,
    )
    .action(async (applicationId: string, path: string, options: EventOptions) => {
      rejectContradictions(options)
      const mapping = await readMapping(options)
      const { resume, restart } = options
      const task = (source: Source) => ({ applicationId, file: mapSource(source, mapping), resume, restart })
      const target = { kind: 'application', id: applicationId } as const
      await runImport(
        'event',
        cli,
        { applicationId, path, options, mapping },
        {
          check: async (connection, source, rejects) => checkImport(run, connection, task(source), rejects),
          write: async (database, source, rejects) =>
            importEvents(run, database, task(source), {
              rejects,
              onBegin: async () =>
                auditCommand(cli, database, { applicationId, action: 'events.import', target }),
            }),
        },
      )
    })
}

function withCommonOptions(command: Command): Command {
  return command
    .argument('<application>', 'the application to import into')
    .argument('<file>', 'CSV or NDJSON, also with gzip; - is the standard input')
    .option(
      '--rejects <file>',
      'write rejected lines and their errors to this file; - is the standard output',
    )
    .option('--force', 'replace the file in --rejects or --save-mapping if it exists')
    .option('--check', 'report what would be rejected, and write nothing')
    .option('--json', 'print JSON')
}

/** Creates the environment of an import in a command. */
export function createRun(cli: CliContext): ImportRun {
  return {
    clock: cli.clock,
    stop: cli.stop,
    startPhase: (name, total) => startProgress(cli, name, total),
  }
}

type Summary = Pick<ImportSummary, 'written' | 'refused' | 'skipped'> & Partial<DryRun>

interface Work {
  /** runs in a transaction in which PostgreSQL rejects writes */
  readonly check: (connection: Connection, source: Source, rejects: RejectedLines) => Promise<Summary>
  readonly write: (database: Database, source: Source, rejects: RejectedLines) => Promise<Summary>
}

interface ImportCall {
  readonly applicationId: string
  readonly path: string
  readonly options: CommonOptions
  readonly mapping: Mapping
}

async function runImport(
  noun: string,
  cli: CliContext,
  call: ImportCall,
  { check, write }: Work,
): Promise<void> {
  const { applicationId, path, options, mapping } = call
  const isCheck = options.check === true
  const files = { force: options.force, input: path }
  const output =
    options.rejects === undefined ? undefined : await openOutput(cli, { ...files, path: options.rejects })
  let source: Source | undefined
  try {
    if (options.saveMapping !== undefined)
      await withOutput(cli, { ...files, path: options.saveMapping }, async ({ write: print }) =>
        print(`${JSON.stringify(mapping, undefined, 2)}\n`),
      )
    const run = async (task: (opened: Source) => Promise<Summary>) => {
      const { encoding, separator, quote } = mapping
      source = await openSource({
        path,
        input: cli.input,
        encoding,
        separator,
        quote,
        partial: options.partial,
      })
      reportEncoding(cli, source, mapping)
      return task(source)
    }
    const rejects = rejectsOf(cli, output)
    const summary = isCheck
      ? await withCheckedDatabase(cli, async (connection) => {
          await readApplication(connection, applicationId)
          return run(async (opened) => check(connection, opened, rejects))
        })
      : await withDatabase(cli, async ({ database }) => {
          await readApplication(database, applicationId)
          return run(async (opened) => write(database, opened, rejects))
        })
    if (source !== undefined) report(noun, cli, call, source, summary)
  } finally {
    await output?.discard()
    await source?.close()
  }
}

/** Rejects options that contradict each other, before anything is opened. */
function rejectContradictions({ force, rejects, saveMapping, json }: CommonOptions): void {
  if (force === true && isStandardOutput(rejects) && isStandardOutput(saveMapping))
    throw new CommandError('--force requires a file. Specify one with --rejects.')
  if (json === true && rejects === '-')
    throw new CommandError(
      '--json and --rejects - both write to standard output. Specify a file with --rejects.',
    )
}

function reportEncoding({ err }: CliContext, { encoding, name }: Source, mapping: Mapping): void {
  if (encoding === 'utf-8' || mapping.encoding !== undefined) return
  printLine(err, `Reading ${name} as ${encoding.toUpperCase()}. Choose another encoding with --encoding.`)
}

function rejectsOf({ err }: CliContext, output: Output | undefined): RejectedLines {
  if (output === undefined) return showFirstErrors((sentence) => printLine(err, sentence))
  return writeReport(output.write, output.complete)
}

function report(
  noun: string,
  cli: CliContext,
  { applicationId, options }: ImportCall,
  source: Source,
  summary: Summary,
): void {
  const { written, refused, skipped, known = 0, spaced = 0 } = summary
  const isCheck = options.check === true
  const sentences = [
    `${isCheck ? 'Would write' : 'Wrote'} ${pluralise(written, noun)} into ${applicationId}.`,
    ...(skipped === 0 ? [] : [`Skipped ${pluralise(skipped, 'line')} of other kinds.`]),
    ...(known === 0
      ? []
      : [`Skipped ${pluralise(known, 'event')} that ${known === 1 ? 'was' : 'were'} imported before.`]),
    ...(spaced === 0
      ? []
      : [`Placed ${pluralise(spaced, 'event')} one millisecond after another of the same time.`]),
  ]
  const dryRun = isDryRun(summary) ? summary : undefined
  const result = { written, refused, skipped, known, spaced, check: isCheck }
  printResult(
    options.rejects === '-' ? { out: cli.err } : cli,
    options,
    dryRun === undefined ? result : { ...result, ...dryRunDetails(dryRun, source) },
    [...(dryRun === undefined ? [] : describeDryRun(dryRun, source)), sentences.join(' ')].join('\n'),
  )
  const undecided = dryRun?.columns.unmapped.length ?? 0
  if (refused === 0 && undecided > 0)
    throw new CommandError(`The import requires a choice for ${pluralise(undecided, 'column')} first.`, 2)
  if (refused === 0) return
  const where = isStandardOutput(options.rejects) ? '' : `: see ${options.rejects}`
  throw new CommandError(
    `${pluralise(refused, 'line')} ${refused === 1 ? 'was' : 'were'} rejected${where}.`,
    2,
  )
}

function isDryRun(summary: Summary): summary is DryRun {
  return summary.problems !== undefined
}

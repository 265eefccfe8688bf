import type { Command } from 'commander'
import { findUser } from '../store/applications/applications.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { isStandardOutput, requireFile, withOutput } from './output.ts'
import { eraseData, writePersonalData, type Subject } from './personal-data.ts'
import { pluralise, printResult } from './print.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface About {
  readonly lead?: string
  readonly person?: string
  readonly event?: string
}

interface ExportOptions extends About {
  readonly out?: string
  readonly force?: boolean
  readonly json?: boolean
}

interface EraseOptions extends About {
  readonly by: string
  readonly confirm: string
  readonly json?: boolean
}

/** `personal-data export | erase`. */
export function addPersonalDataCommands(program: Command, cli: CliContext): void {
  const personalData = program
    .command('personal-data')
    .description('Export or erase the personal data of a lead or person.')

  personalData
    .command('export')
    .description('Export all data stored about a lead or a person as JSON, including deleted events.')
    .argument('<application>', 'the application')
    .option('--lead <id>', 'a lead with all its events')
    .option('--person <userId>', 'a person, with the events they logged or changed')
    .option('--out <file.json>', 'output file; default, or with -: standard output')
    .option('--force', 'replace the file if it exists')
    .option('--json', 'with --out: print the count as JSON')
    .addHelpText(
      'after',
      `
Each event includes its deletion and all its changes. Passwords and tokens are not included.

Example:
  npm run admin -- personal-data export acme --lead 123456789abc --out lead.json`,
    )
    .action(async (applicationId: string, options: ExportOptions) => {
      const about = one(options, ['lead', 'person'])
      requireFile(options)
      const { out: path, force } = options
      const events = await withOutput(cli, { path, force }, async (output) =>
        withDatabase(cli, async ({ database }) => {
          await readApplication(database, applicationId)
          await auditCommand(cli, database, {
            applicationId,
            action: 'personal-data.export',
            target: { kind: about.kind === 'person' ? 'user' : about.kind, id: about.id },
          })
          return database.snapshot(async (connection) =>
            writePersonalData(cli, connection, applicationId, about, output),
          )
        }),
      )
      if (isStandardOutput(path)) return
      const text = `Wrote ${about.kind} ${about.id} with ${pluralise(events, 'event')} to ${path}.`
      printResult(cli, options, { file: path, events }, text)
    })

  personalData
    .command('erase')
    .description(
      'Permanently erase the note of an event, the texts of a lead, or the name and sign-in of a person.',
    )
    .argument('<application>', 'the application')
    .option('--event <id>', 'the note of an event, with its earlier versions')
    .option('--lead <id>', 'the notes of all events of a lead, and its name if it is a person')
    .option('--person <userId>', 'name, email address, sign-in and sessions')
    .requiredOption('--by <userId>', 'the person recorded in the change log')
    .requiredOption('--confirm <id>', 'the same ID again, because this cannot be undone')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Who did what and when, statuses and assignees are kept. Existing backups are not changed.

Example:
  npm run admin -- personal-data erase acme --lead 123456789abc --by marco --confirm 123456789abc`,
    )
    .action(async (applicationId: string, options: EraseOptions) => {
      const about = one(options, ['event', 'lead', 'person'])
      if (options.confirm !== about.id)
        throw new CommandError(`Nothing was erased: --confirm is ${options.confirm}, expected ${about.id}.`)
      await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        if ((await findUser(database, applicationId, options.by)) === undefined)
          throw new CommandError(`Application ${applicationId} has no person ${options.by}.`)
        await eraseData(cli, database, applicationId, about, options.by)
      })
      const text = `Erased the texts about ${about.kind} ${about.id} of ${applicationId}.`
      printResult(cli, options, { application: applicationId, [about.kind]: about.id }, text)
    })
}

/** Returns the only given option of some. */
function one<Kind extends keyof About>(options: About, kinds: readonly Kind[]): Subject<Kind> {
  const given = kinds.flatMap((kind) => {
    const id = options[kind]
    return id === undefined ? [] : [{ kind, id }]
  })
  const [subject] = given
  if (subject !== undefined && given.length === 1) return subject
  throw new CommandError(`Specify one of ${kinds.map((kind) => `--${kind}`).join(', ')}.`)
}

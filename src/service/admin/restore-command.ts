import type { Command } from 'commander'
import { restoreApplication } from '../imports/restore-application.ts'
import { ImportError } from '../imports/import-error.ts'
import { openSource } from '../imports/source/open-source.ts'
import { readNewApplicationId } from './arguments.ts'
import { auditCommand } from './audit-command.ts'
import { withDatabase, type CliContext } from './cli-context.ts'
import { createRun } from './import-commands.ts'
import { pluralise, printLine, printResult } from './print.ts'

/** `restore`. */
export function addRestoreCommand(program: Command, cli: CliContext): void {
  program
    .command('restore')
    .description('Create an application from an export, with all of its data.')
    .argument('<application>', 'the application: a new ID, or one without users and leads')
    .argument('<file>', 'a complete file of "export", also with gzip; - is the standard input')
    .option('--json', 'print the counts as JSON')
    .addHelpText(
      'after',
      `
Users, invitations, statuses, leads, events with their IDs and times, tombstones and the change history are as they
were, so that clients of sync continue where they were. Everything is written in one transaction: after an error or
Ctrl+C, nothing is. Tokens and passwords are not part of an export: create them with "token create" and "person link".

Examples:
  npm run admin -- restore acme acme.ndjson
  gunzip -c acme.ndjson.gz | npm run --silent admin -- restore acme-copy -`,
    )
    .action(async (rawId: string, path: string, options: { readonly json?: boolean }) => {
      const applicationId = readNewApplicationId(rawId)
      const source = await openSource({ path, input: cli.input })
      try {
        if (!source.isExport)
          throw new ImportError(
            `${source.name} is not an export of Leadline: its first line must be the application.`,
          )
        const { format, counts } = await withDatabase(cli, async ({ database }) =>
          database.transaction(async (connection) => {
            const restored = await restoreApplication(createRun(cli), connection, { applicationId, source })
            const target = { kind: 'application', id: applicationId } as const
            await auditCommand(cli, connection, { applicationId, action: 'application.restore', target })
            return restored
          }),
        )
        if (format === 1)
          printLine(
            cli.err,
            'The file has format 1, which states neither who is blocked nor whose data was erased. Block these users again.',
          )
        const { user, lead, event, change } = counts
        const numbers = [
          pluralise(user, 'user'),
          pluralise(lead, 'lead'),
          pluralise(event, 'event'),
          pluralise(change, 'change'),
        ]
        const sentence = `Restored ${numbers.join(', ')} into ${applicationId}.`
        printResult(cli, options, { application: applicationId, format, counts }, sentence)
      } finally {
        await source.close()
      }
    })
}

import type { Command } from 'commander'
import { listStatuses } from '../store/applications/applications.ts'
import { findStatusCollectionId, activateStatuses } from '../store/applications/status-collections.ts'
import { auditCommand } from './audit-command.ts'
import { readApplication } from './arguments.ts'
import { printResult, table } from './print.ts'
import { newCollectionId, readStatusesFile } from './statuses-file.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface JsonOption {
  readonly json?: boolean
}

/** `statuses set | show`. */
export function addStatusesCommands(program: Command, cli: CliContext): void {
  const statuses = program
    .command('statuses')
    .description('Manage the lead statuses of an application (its funnel).')

  statuses
    .command('set')
    .description('Activate a new status collection; existing events keep theirs.')
    .argument('<application>', 'the application')
    .argument('<file.json>', 'the statuses, in the order of the funnel')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
In the file, "previous" is the label of the status before, "sink" marks an end of the funnel, and "hidden" marks a status
that only API clients can set:
  [
    { "label": "New" },
    { "label": "Contacted", "previous": "New" },
    { "label": "Won", "previous": "Contacted", "sink": true },
    { "label": "Parked", "hidden": true }
  ]

Example:
  npm run admin -- statuses set acme funnel.json`,
    )
    .action(async (applicationId: string, path: string, options: JsonOption) => {
      const collection = { id: newCollectionId(), statuses: await readStatusesFile(path) }
      await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        await database.transaction(async (connection) => {
          await activateStatuses(connection, applicationId, collection)
          const target = { kind: 'application', id: applicationId } as const
          await auditCommand(cli, connection, { applicationId, action: 'statuses.set', target })
        })
      })
      const text = `Application ${applicationId} now uses status collection ${collection.id}.`
      printResult(cli, options, { statusCollectionId: collection.id, items: collection.statuses }, text)
    })

  statuses
    .command('show')
    .description('Show the active statuses; with --json, in the format of "statuses set".')
    .argument('<application>', 'the application')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- statuses show acme --json > funnel.json')
    .action(async (applicationId: string, options: JsonOption) => {
      const [id, items] = await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        return [
          await findStatusCollectionId(database, applicationId),
          await listStatuses(database, applicationId),
        ] as const
      })
      const rows = items.map(({ label, previous, sink, hidden }) => [
        label,
        previous ?? '',
        sink ? 'yes' : '',
        hidden ? 'yes' : '',
      ])
      const text = table(['STATUS', 'AFTER', 'ENDS THE FUNNEL', 'HIDDEN'], rows)
      printResult(cli, options, { statusCollectionId: id, items }, text)
    })
}

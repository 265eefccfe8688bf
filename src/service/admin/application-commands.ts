import { Argument, type Command } from 'commander'
import { endpoints, type Endpoint } from '../../contract/endpoints.ts'
import { changeFeatures, findApplication, listApplications } from '../store/applications/applications.ts'
import { createApplication } from '../store/applications/new-application.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication, readName, readNewApplicationId } from './arguments.ts'
import { printResult, table } from './print.ts'
import { newCollectionId, readStatusesFile } from './statuses-file.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

/** The features of an application: those that an endpoint requires. */
const features = Object.values<Endpoint>(endpoints).flatMap(({ feature }) => feature ?? [])

interface CreateOptions {
  readonly name: string
  readonly feature: readonly string[]
  readonly statuses: string
  readonly json?: boolean
}

/** `application create | list | feature`. */
export function addApplicationCommands(program: Command, cli: CliContext): void {
  const application = program
    .command('application')
    .description('Manage applications, which own tokens, people and leads.')

  application
    .command('create')
    .description('Create an application.')
    .argument('<id>', 'its ID, 1–128 visible characters')
    .requiredOption('--name <name>', 'its name')
    .option('--feature <feature>', `a feature to enable; repeatable: ${features.join(', ')}`, collect, [])
    .requiredOption('--statuses <file.json>', 'its lead statuses; see "statuses set --help"')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Example:
  npm run admin -- application create acme --name "Acme" --feature useLeadEventsSync --statuses funnel.json`,
    )
    .action(async (rawId: string, options: CreateOptions) => {
      const id = readNewApplicationId(rawId)
      const created = { id, name: readName(options.name), features: options.feature.map(readFeature) }
      const statusCollection = { id: newCollectionId(), statuses: await readStatusesFile(options.statuses) }
      await withDatabase(cli, async ({ database }) =>
        database.transaction(async (connection) => {
          if ((await findApplication(connection, id)) !== undefined)
            throw new CommandError(`Application ${id} already exists.`)
          await createApplication(connection, { ...created, people: [], statusCollection })
          await auditCommand(cli, connection, {
            applicationId: id,
            action: 'application.create',
            target: { kind: 'application', id },
          })
        }),
      )
      const result = { ...created, statusCollectionId: statusCollection.id }
      printResult(cli, options, result, `Created application ${id}.`)
    })

  application
    .command('list')
    .description('List all applications.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- application list --json')
    .action(async (options: { readonly json?: boolean }) => {
      const all = await withDatabase(cli, async ({ database }) => listApplications(database))
      const rows = all.map(({ id, name, features: applicationFeatures }) => [
        id,
        name,
        applicationFeatures.join(', '),
      ])
      printResult(cli, options, all, table(['ID', 'NAME', 'FEATURES'], rows))
    })

  application
    .command('feature')
    .description(
      'Add or remove a feature of an application; a running service picks up the change within a second.',
    )
    .argument('<id>', 'the application')
    .addArgument(new Argument('<change>', 'add or remove').choices(['add', 'remove']))
    .argument('<feature>', features.join(', '))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- application feature acme add useLeadEventsSync')
    .action(async (id: string, change: string, rawFeature: string, options: { readonly json?: boolean }) => {
      const feature = readFeature(rawFeature)
      const result = await withDatabase(cli, async ({ database }) => {
        const current = await readApplication(database, id)
        const others = current.features.filter((one) => one !== feature)
        const changed = { ...current, features: change === 'add' ? [...others, feature] : others }
        await database.transaction(async (connection) => {
          await changeFeatures(connection, changed)
          await auditCommand(cli, connection, {
            applicationId: id,
            action: 'application.feature',
            target: { kind: 'application', id },
          })
        })
        return changed
      })
      const text = `Application ${id} now ${change === 'add' ? 'has' : 'lacks'} ${feature}.`
      printResult(cli, options, result, text)
    })
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

function readFeature(raw: string): string {
  if (features.includes(raw)) return raw
  throw new CommandError(`Unknown feature ${raw}. Choose one of: ${features.join(', ')}.`)
}

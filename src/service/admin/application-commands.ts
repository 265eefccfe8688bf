import { Argument, type Command } from 'commander'
import { endpoints, type Endpoint } from '../../contract/endpoints.ts'
import { demoApplicationId } from '../demo/demo-sign-in.ts'
import { changeFeatures, findApplication, listApplications } from '../store/applications/applications.ts'
import { createApplication } from '../store/applications/new-application.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication, readIdentifier, readName } from './arguments.ts'
import { printResult, table } from './print.ts'
import { newCollectionId, readStatusesFile } from './statuses-file.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

/** The features that an application can have: those that an endpoint asks for. */
const features = Object.values<Endpoint>(endpoints).flatMap(({ feature }) => feature ?? [])

interface CreateOptions {
  readonly name: string
  readonly feature: readonly string[]
  readonly statuses: string
  readonly json?: boolean
}

/** `application create | list | feature`. */
export function addApplicationCommands(program: Command, surroundings: CliContext): void {
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
      const id = readIdentifier('application', rawId)
      const wanted = { id, name: readName(options.name), features: options.feature.map(readFeature) }
      const statusCollection = { id: newCollectionId(), statuses: await readStatusesFile(options.statuses) }
      await withDatabase(surroundings, async ({ database }) =>
        database.transaction(async (connection) => {
          if (id === demoApplicationId)
            throw new CommandError(
              `The ID ${id} is reserved for the demo, whose passwords are well known. Choose another.`,
            )
          if ((await findApplication(connection, id)) !== undefined)
            throw new CommandError(`Application ${id} already exists.`)
          await createApplication(connection, { ...wanted, people: [], statusCollection })
          await auditCommand(surroundings, connection, {
            applicationId: id,
            action: 'application.create',
            target: { kind: 'application', id },
          })
        }),
      )
      const result = { ...wanted, statusCollectionId: statusCollection.id }
      printResult(surroundings, options, result, `Created application ${id}.`)
    })

  application
    .command('list')
    .description('List all applications.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- application list --json')
    .action(async (options: { readonly json?: boolean }) => {
      const all = await withDatabase(surroundings, async ({ database }) => listApplications(database))
      const rows = all.map(({ id, name, features: own }) => [id, name, own.join(', ')])
      printResult(surroundings, options, all, table(['ID', 'NAME', 'FEATURES'], rows))
    })

  application
    .command('feature')
    .description(
      'Add or remove a feature of an application; a running service picks up the change within five seconds.',
    )
    .argument('<id>', 'the application')
    .addArgument(new Argument('<change>', 'add or remove').choices(['add', 'remove']))
    .argument('<feature>', features.join(', '))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- application feature acme add useLeadEventsSync')
    .action(async (id: string, change: string, rawFeature: string, options: { readonly json?: boolean }) => {
      const feature = readFeature(rawFeature)
      const result = await withDatabase(surroundings, async ({ database }) => {
        const found = await readApplication(database, id)
        const others = found.features.filter((one) => one !== feature)
        const changed = { ...found, features: change === 'add' ? [...others, feature] : others }
        await database.transaction(async (connection) => {
          await changeFeatures(connection, changed)
          await auditCommand(surroundings, connection, {
            applicationId: id,
            action: 'application.feature',
            target: { kind: 'application', id },
          })
        })
        return changed
      })
      const words = `Application ${id} now ${change === 'add' ? 'has' : 'lacks'} ${feature}.`
      printResult(surroundings, options, result, words)
    })
}

function collect(value: string, before: readonly string[]): string[] {
  return [...before, value]
}

function readFeature(raw: string): string {
  if (features.includes(raw)) return raw
  throw new CommandError(`Unknown feature ${raw}. Choose one of: ${features.join(', ')}.`)
}

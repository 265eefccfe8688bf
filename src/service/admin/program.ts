import { Command } from 'commander'
import { addApplicationCommands } from './application-commands.ts'
import { addAuditCommand } from './audit-command.ts'
import { addAtokaCommands } from '../atoka/admin/atoka-commands.ts'
import { addExportCommand } from './export-command.ts'
import { addImportCommands } from './import-commands.ts'
import { addRestoreCommand } from './restore-command.ts'
import { addPersonalDataCommands } from './personal-data-commands.ts'
import { addPersonCommands } from './person-commands.ts'
import { addStatusesCommands } from './statuses-commands.ts'
import type { CliContext } from './cli-context.ts'
import { addTokenCommands } from './token-commands.ts'

/** Creates the command line `leadline admin …`; it throws a `CommanderError` instead of exiting. */
export function createProgram(cli: CliContext): Command {
  const { out, err } = cli
  const named = (text: string) => withCommandName(text, cli)
  const program = new Command('npm run admin --')
    .description('Set up Leadline and move data in and out, using the service’s database.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(named(text)),
      writeErr: (text) => err.write(named(text)),
    })
    .configureHelp({ showGlobalOptions: false, sortSubcommands: false })
    .showHelpAfterError('Run with --help for details.')
    .addHelpText(
      'after',
      `
The database is the embedded one in DATA_DIR (default ./data), or the one in DATABASE_URL.

Examples:
  npm run admin -- application create acme --name "Acme" --feature useLeadEventsSync --statuses funnel.json
  npm run admin -- token create acme --name crm
  npm run admin -- person create acme giulia --name "Giulia Rossi" --email giulia@acme.example --role rep
  npm run admin -- import events acme events.csv --rejects rejected.csv
  npm run admin -- export acme --out acme.ndjson
  npm run admin -- restore acme acme.ndjson`,
    )
  addApplicationCommands(program, cli)
  addTokenCommands(program, cli)
  addPersonCommands(program, cli)
  addStatusesCommands(program, cli)
  addImportCommands(program, cli)
  addExportCommand(program, cli)
  addRestoreCommand(program, cli)
  addPersonalDataCommands(program, cli)
  addAuditCommand(program, cli)
  addAtokaCommands(program, cli)
  rejectRepetition(program)
  return program
}

/**
 * Rejects a repeated option, of which only the last value would count, except for options that accept several values.
 */
function rejectRepetition(command: Command): void {
  for (const option of command.options.filter(({ defaultValue }) => !Array.isArray(defaultValue))) {
    let count = 0
    command.on(`option:${option.name()}`, () => {
      if (++count > 1) command.error(`error: option '${option.flags}' is given twice`)
    })
  }
  for (const one of command.commands) rejectRepetition(one)
}

/**
 * Replaces the name of the command line in a text by the one with which it was started: the texts contain that of a
 * checkout.
 */
export function withCommandName(text: string, { env }: Pick<CliContext, 'env'>): string {
  return env['npm_lifecycle_event'] === 'admin' ? text : text.replaceAll('npm run admin --', 'leadline admin')
}

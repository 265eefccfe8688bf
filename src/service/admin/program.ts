import { Command } from 'commander'
import { addApplicationCommands } from './application-commands.ts'
import { addAuditCommand } from './audit-command.ts'
import { addAtokaCommands } from '../atoka/admin/atoka-commands.ts'
import { addExportCommand } from './export-command.ts'
import { addImportCommands } from './import-commands.ts'
import { addPersonalDataCommands } from './personal-data-commands.ts'
import { addPersonCommands } from './person-commands.ts'
import { addStatusesCommands } from './statuses-commands.ts'
import type { CliContext } from './cli-context.ts'
import { addTokenCommands } from './token-commands.ts'

/** The command line `leadline admin …`; it throws a `CommanderError` where it would exit. */
export function createProgram(surroundings: CliContext): Command {
  const { out, err } = surroundings
  const named = (text: string) => withCommandName(text, surroundings)
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
  npm run admin -- export acme --out acme.ndjson`,
    )
  addApplicationCommands(program, surroundings)
  addTokenCommands(program, surroundings)
  addPersonCommands(program, surroundings)
  addStatusesCommands(program, surroundings)
  addImportCommands(program, surroundings)
  addExportCommand(program, surroundings)
  addPersonalDataCommands(program, surroundings)
  addAuditCommand(program, surroundings)
  addAtokaCommands(program, surroundings)
  refuseRepetition(program)
  return program
}

/** Refuses an option that is given twice, of whose values only the last would count; some take several values. */
function refuseRepetition(command: Command): void {
  for (const option of command.options.filter(({ defaultValue }) => !Array.isArray(defaultValue))) {
    let given = 0
    command.on(`option:${option.name()}`, () => {
      if (++given > 1) command.error(`error: option '${option.flags}' is given twice`)
    })
  }
  for (const one of command.commands) refuseRepetition(one)
}

/** A text for people, with the name under which they started the command line: texts name that of a checkout. */
export function withCommandName(text: string, { env }: Pick<CliContext, 'env'>): string {
  return env['npm_lifecycle_event'] === 'admin' ? text : text.replaceAll('npm run admin --', 'leadline admin')
}

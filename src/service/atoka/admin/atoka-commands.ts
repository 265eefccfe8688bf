import type { Command } from 'commander'
import { addAtokaCheckCommand } from './atoka-check-command.ts'
import { addAtokaUserCommands } from './atoka-user-commands.ts'
import type { CliContext } from '../../admin/cli-context.ts'

/** `atoka map | unmap | users | check`. */
export function addAtokaCommands(program: Command, cli: CliContext): void {
  const atoka = program
    .command('atoka')
    .description('Set up and check Leadline in front of the Atoka API: user mappings and compatibility.')
  addAtokaUserCommands(atoka, cli)
  addAtokaCheckCommand(atoka, cli)
}

import type { Command } from 'commander'
import { addAtokaCheckCommand } from './atoka-check-command.ts'
import { addAtokaUserCommands } from './atoka-user-commands.ts'
import type { Surroundings } from './surroundings.ts'

/** `atoka map | unmap | users | check`. */
export function addAtokaCommands(program: Command, surroundings: Surroundings): void {
  const atoka = program
    .command('atoka')
    .description(
      'What is needed in front of the real Atoka API: who is who there, and whether it is as expected.',
    )
  addAtokaUserCommands(atoka, surroundings)
  addAtokaCheckCommand(atoka, surroundings)
}

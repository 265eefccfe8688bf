import type { Command } from 'commander'
import { findOtherAtokaUser, listAtokaUsers, mapAtokaUser } from '../store/atoka-users.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication, readAtokaUserId } from './given.ts'
import { printResult, table } from './print.ts'
import { withDatabase, type Surroundings } from './surroundings.ts'

interface JsonOption {
  readonly json?: boolean
}

/** `atoka map | unmap | users`. */
export function addAtokaUserCommands(atoka: Command, surroundings: Surroundings): void {
  const change = async (
    applicationId: string,
    user: { readonly id: string; readonly atokaUserId: string },
    options: JsonOption,
  ) => {
    await withDatabase(surroundings, async ({ database }) => {
      await readApplication(database, applicationId)
      await database.transaction(async (connection) => {
        const other = await findOtherAtokaUser(connection, applicationId, user)
        if (other !== undefined)
          throw new CommandError(
            `Atoka knows ${other} of ${applicationId} as ${user.atokaUserId}, and nobody may act as somebody else: "atoka users ${applicationId}" shows all.`,
          )
        if (!(await mapAtokaUser(connection, applicationId, user)))
          throw new CommandError(
            `The application ${applicationId} has no person ${user.id}: "person list ${applicationId}" shows all.`,
          )
        const target = { kind: 'user', id: user.id } as const
        await auditCommand(surroundings, connection, { applicationId, action: 'person.map', target })
      })
    })
    const result = { application: applicationId, ...user }
    printResult(
      surroundings,
      options,
      result,
      `Atoka knows ${user.id} of ${applicationId} as ${user.atokaUserId}.`,
    )
  }

  atoka
    .command('map')
    .description(
      'Says by which appUserId Atoka knows a person; a running service knows it within five seconds.',
    )
    .argument('<application>', 'whose')
    .argument('<userId>', 'who they are here')
    .argument('<appUserId>', 'who they are in Atoka')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka map acme giulia giulia.rossi@acme.example')
    .action(async (applicationId: string, id: string, raw: string, options: JsonOption) =>
      change(applicationId, { id, atokaUserId: readAtokaUserId(raw) }, options),
    )

  atoka
    .command('unmap')
    .description('Has Atoka know a person by the id that they have here.')
    .argument('<application>', 'whose')
    .argument('<userId>', 'who they are here')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka unmap acme giulia')
    .action(async (applicationId: string, id: string, options: JsonOption) =>
      change(applicationId, { id, atokaUserId: id }, options),
    )

  atoka
    .command('users')
    .description('Lists the people of an application, and the appUserId by which Atoka knows each.')
    .argument('<application>', 'whose')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka users acme')
    .action(async (applicationId: string, options: JsonOption) => {
      const people = await withDatabase(surroundings, async ({ database }) => {
        await readApplication(database, applicationId)
        return listAtokaUsers(database, applicationId)
      })
      const rows = people.map(({ id, name, atokaUserId }) => [
        id,
        name,
        atokaUserId ?? id,
        atokaUserId === null ? '' : 'mapped',
      ])
      printResult(surroundings, options, people, table(['ID', 'NAME', 'IN ATOKA', ''], rows))
    })
}

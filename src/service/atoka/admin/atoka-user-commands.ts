import type { Command } from 'commander'
import { findOtherAtokaUser, listAtokaUsers, mapAtokaUser } from '../store/atoka-users.ts'
import { auditCommand } from '../../admin/audit-command.ts'
import { CommandError } from '../../admin/command-error.ts'
import { readApplication, readAtokaUserId } from '../../admin/arguments.ts'
import { printResult, table } from '../../admin/print.ts'
import { withDatabase, type CliContext } from '../../admin/cli-context.ts'

interface JsonOption {
  readonly json?: boolean
}

/** `atoka map | unmap | users`. */
export function addAtokaUserCommands(atoka: Command, cli: CliContext): void {
  const change = async (
    applicationId: string,
    user: { readonly id: string; readonly atokaUserId: string },
    options: JsonOption,
  ) => {
    await withDatabase(cli, async ({ database }) => {
      await readApplication(database, applicationId)
      await database.transaction(async (connection) => {
        const other = await findOtherAtokaUser(connection, applicationId, user)
        if (other !== undefined)
          throw new CommandError(
            `${other} of ${applicationId} is already mapped to the Atoka user ${user.atokaUserId}. Run "atoka users ${applicationId}" to see all mappings.`,
          )
        if (!(await mapAtokaUser(connection, applicationId, user)))
          throw new CommandError(
            `Application ${applicationId} has no person ${user.id}. Run "person list ${applicationId}" to see all.`,
          )
        const target = { kind: 'user', id: user.id } as const
        await auditCommand(cli, connection, { applicationId, action: 'person.map', target })
      })
    })
    const result = { application: applicationId, ...user }
    printResult(
      cli,
      options,
      result,
      `Mapped ${user.id} of ${applicationId} to the Atoka user ${user.atokaUserId}.`,
    )
  }

  atoka
    .command('map')
    .description(
      'Map a person to their Atoka appUserId; a running service picks up the change within five seconds.',
    )
    .argument('<application>', 'the application')
    .argument('<userId>', 'the person’s ID in Leadline')
    .argument('<appUserId>', 'the person’s ID in Atoka')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka map acme giulia giulia.rossi@acme.example')
    .action(async (applicationId: string, id: string, raw: string, options: JsonOption) =>
      change(applicationId, { id, atokaUserId: readAtokaUserId(raw) }, options),
    )

  atoka
    .command('unmap')
    .description('Remove a person’s mapping: their Leadline ID is used in Atoka.')
    .argument('<application>', 'the application')
    .argument('<userId>', 'the person’s ID in Leadline')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka unmap acme giulia')
    .action(async (applicationId: string, id: string, options: JsonOption) =>
      change(applicationId, { id, atokaUserId: id }, options),
    )

  atoka
    .command('users')
    .description('List the people of an application and the appUserId each has in Atoka.')
    .argument('<application>', 'the application')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- atoka users acme')
    .action(async (applicationId: string, options: JsonOption) => {
      const people = await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        return listAtokaUsers(database, applicationId)
      })
      const rows = people.map(({ id, name, atokaUserId }) => [
        id,
        name,
        atokaUserId ?? id,
        atokaUserId === null ? '' : 'mapped',
      ])
      printResult(cli, options, people, table(['ID', 'NAME', 'IN ATOKA', ''], rows))
    })
}

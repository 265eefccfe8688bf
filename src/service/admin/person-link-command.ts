import type { Command } from 'commander'
import { newLink, randomToken } from '../operations/people-context.ts'
import { findPerson } from '../store/person-directory.ts'
import { insertReset, renewInvitation } from '../store/person-links.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './given.ts'
import { printResult } from './print.ts'
import { withDatabase, type Surroundings } from './surroundings.ts'

/** `person link`: the way back in for a manager whom no other manager can help. */
export function addLinkCommand(person: Command, surroundings: Surroundings): void {
  person
    .command('link')
    .description('Makes a link by which a person chooses a new password, or accepts their invitation.')
    .argument('<application>', 'whose')
    .argument('<userId>', 'their appUserId')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
It is shown this once: the path of the page to open. A new password can be chosen for a day, an invitation accepted for
seven; a link before this one is good no more.

Example:
  npm run admin -- person link acme marco`,
    )
    .action(async (applicationId: string, id: string, options: { readonly json?: boolean }) => {
      const { link, name } = await withDatabase(surroundings, async ({ database }) => {
        await readApplication(database, applicationId)
        const found = await findPerson(database, applicationId, id)
        if (found === undefined || found.email === null || found.state === 'blocked') {
          throw new CommandError(
            `The application ${applicationId} has no person ${id} who may sign in: "person list ${applicationId}" shows all.`,
          )
        }
        const kind = found.state === 'invited' ? 'invitation' : 'reset'
        const made = newLink({ clock: surroundings.clock, makeToken: randomToken }, kind)
        const write = kind === 'invitation' ? renewInvitation : insertReset
        await database.transaction(async (connection) => {
          await write(connection, applicationId, id, made.stored)
          const target = { kind: 'user', id } as const
          await auditCommand(surroundings, connection, { applicationId, action: 'link.create', target })
        })
        return { link: made.link, name: found.name }
      })
      const path = `/join#${link.token}`
      printResult(
        surroundings,
        options,
        { application: applicationId, id, kind: link.kind, path, expires: link.expires },
        `${path}\nFor ${name}, good once, until ${link.expires}.`,
      )
    })
}

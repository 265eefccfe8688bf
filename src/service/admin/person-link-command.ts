import type { Command } from 'commander'
import { pagePaths } from '../../contract/page-paths.ts'
import { changePeople } from '../operations/people/change-people.ts'
import { newLink, randomToken } from '../operations/people/people-context.ts'
import { findPerson } from '../store/people/person-directory.ts'
import { insertReset, renewInvitation } from '../store/people/person-links.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { printResult } from './print.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

/** `person link`: restores access for a manager whom no other manager can help. */
export function addLinkCommand(person: Command, cli: CliContext): void {
  person
    .command('link')
    .description('Create a link to set a new password or accept an invitation.')
    .argument('<application>', 'the application')
    .argument('<userId>', 'the person’s appUserId')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints the path of the page to open, once only. A password link is valid for one day, an invitation for seven days; any
earlier link becomes invalid.

Example:
  npm run admin -- person link acme marco`,
    )
    .action(async (applicationId: string, id: string, options: { readonly json?: boolean }) => {
      const { link, name } = await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        const context = { database, clearCallerCache: () => undefined }
        return changePeople(context, applicationId, async (connection) => {
          const recipient = await findPerson(connection, applicationId, id)
          if (recipient === undefined || recipient.email === null || recipient.state === 'blocked') {
            throw new CommandError(
              `Application ${applicationId} has no person ${id} who can sign in. Run "person list ${applicationId}" to see all.`,
            )
          }
          const kind = recipient.state === 'invited' ? 'invitation' : 'reset'
          const made = newLink({ clock: cli.clock, makeToken: randomToken }, kind)
          const write = kind === 'invitation' ? renewInvitation : insertReset
          await write(connection, applicationId, id, made.stored)
          const target = { kind: 'user', id } as const
          await auditCommand(cli, connection, { applicationId, action: 'link.create', target })
          return { link: made.link, name: recipient.name }
        })
      })
      const path = `${pagePaths.join}#${link.token}`
      printResult(
        cli,
        options,
        { application: applicationId, id, kind: link.kind, path, expires: link.expires },
        `${path}\nFor ${name}; works once, until ${link.expires}.`,
      )
    })
}

import { Argument, Option, type Command } from 'commander'
import { pagePaths } from '../../contract/page-paths.ts'
import { emailAddress } from '../../contract/person.ts'
import { roles, type Role } from '../../contract/user.ts'
import { changePeople } from '../operations/people/change-people.ts'
import { newLink, randomToken } from '../operations/people/people-context.ts'
import { isGuessable } from '../http/session/guessable-password.ts'
import { generateUserId } from '../store/people/generate-user-id.ts'
import { isEmailKnown } from '../store/people/person-directory.ts'
import { insertInvitation } from '../store/people/person-links.ts'
import { changeRole, insertUser, listPeople } from '../store/people/people.ts'
import { promptPassword } from './prompt-password.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { addLinkCommand } from './person-link-command.ts'
import { readApplication, readIdentifier, readName } from './arguments.ts'
import { printResult, table } from './print.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface JsonOption {
  readonly json?: boolean
}

interface CreateOptions extends JsonOption {
  readonly name: string
  readonly email?: string
  readonly role: Role
}

/** `person create | invite | list | role | link`. */
export function addPersonCommands(program: Command, cli: CliContext): void {
  const person = program
    .command('person')
    .description('Manage the people of an application, on whose behalf events are logged.')

  person
    .command('create')
    .description('Add a person who signs in with an email address and a password.')
    .argument('<application>', 'the application')
    .argument('<userId>', 'the person’s appUserId')
    .requiredOption('--name <name>', 'the person’s name')
    .option(
      '--email <email>',
      'sign-in address; without one the person cannot sign in and can only own events',
    )
    .addOption(new Option('--role <role>', 'rep or manager').choices(roles).makeOptionMandatory())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
The password is prompted for in a terminal; otherwise it is the first line of standard input.

Examples:
  npm run admin -- person create acme giulia --name "Giulia Rossi" --email giulia@acme.example --role rep
  npm run admin -- person create acme giulia … < password.txt`,
    )
    .action(async (applicationId: string, rawId: string, options: CreateOptions) => {
      const user = { id: readIdentifier('person', rawId), name: readName(options.name), role: options.role }
      const email = readEmail(options.email)
      const password = email === undefined ? undefined : await promptPassword(cli)
      await withDatabase(cli, async ({ database }) => {
        const application = await readApplication(database, applicationId)
        const owner = { name: user.name, email: email ?? '', application: application.name }
        if (password !== undefined && isGuessable(password, owner))
          throw new CommandError(
            'The password is too easy to guess: it is common, or little more than a name or the address.',
          )
        // better-auth takes longer to load than most commands to run
        const { createPerson } = await import('../store/people/create-person.ts')
        await database.transaction(async (connection) => {
          if (email !== undefined && (await isEmailKnown(connection, applicationId, email)))
            throw new CommandError(`A person with the email address ${email} already exists.`)
          if (!(await insertUser(connection, applicationId, user)))
            throw new CommandError(`Application ${applicationId} already has a person ${user.id}.`)
          const target = { kind: 'user', id: user.id } as const
          await auditCommand(cli, connection, { applicationId, action: 'person.create', target })
          if (email === undefined || password === undefined) return
          const { id: applicationUserId, name } = user
          await createPerson(connection, { applicationId, applicationUserId, name, email, password })
        })
      })
      const result = { application: applicationId, ...user, email: email ?? null }
      printResult(cli, options, result, `Added ${user.name} to ${applicationId} as a ${user.role}.`)
    })

  person
    .command('invite')
    .description('Invite a person, with a link to set their password.')
    .argument('<application>', 'the application')
    .requiredOption('--name <name>', 'the person’s name')
    .requiredOption('--email <email>', 'the email address to sign in with')
    .addOption(new Option('--role <role>', 'rep or manager').choices(roles).makeOptionMandatory())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Prints the path of the page to open, once only. The link is valid for seven days; "person link" creates a new one.

Example:
  npm run admin -- person invite acme --name "Giulia Rossi" --email giulia@acme.example --role rep`,
    )
    .action(async (applicationId: string, options: CreateOptions & { readonly email: string }) => {
      const name = readName(options.name)
      const email = requireEmail(options.email)
      const { link, stored } = newLink({ clock: cli.clock, makeToken: randomToken }, 'invitation')
      const id = await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        return database.transaction(async (connection) => {
          if (await isEmailKnown(connection, applicationId, email))
            throw new CommandError(`A person with the email address ${email} already exists, or is invited.`)
          const free = await generateUserId(connection, applicationId, name)
          await insertInvitation(
            connection,
            applicationId,
            { id: free, name, email, role: options.role },
            stored,
          )
          const target = { kind: 'user', id: free } as const
          await auditCommand(cli, connection, { applicationId, action: 'invitation.create', target })
          return free
        })
      })
      const path = `${pagePaths.join}#${link.token}`
      const result = {
        application: applicationId,
        id,
        name,
        email,
        role: options.role,
        path,
        expires: link.expires,
      }
      printResult(cli, options, result, `${path}\nInvited ${name} (${id}), until ${link.expires}.`)
    })

  person
    .command('list')
    .description('List the people of one application, or of all.')
    .argument('[application]', 'the application; default: all')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- person list acme')
    .action(async (applicationId: string | undefined, options: JsonOption) => {
      const people = await withDatabase(cli, async ({ database }) => {
        if (applicationId !== undefined) await readApplication(database, applicationId)
        return listPeople(database, applicationId)
      })
      const rows = people.map(({ application, id, name, role, email }) => [
        application,
        id,
        name,
        role,
        email ?? '',
      ])
      printResult(cli, options, people, table(['APPLICATION', 'ID', 'NAME', 'ROLE', 'EMAIL'], rows))
    })

  person
    .command('role')
    .description('Set a person’s role: a rep can change their own events, a manager any event.')
    .argument('<application>', 'the application')
    .argument('<userId>', 'the person’s appUserId')
    .addArgument(new Argument('<role>', 'rep or manager').choices(roles))
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- person role acme giulia manager')
    .action(async (applicationId: string, id: string, role: Role, options: JsonOption) => {
      await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        const context = { database, clearCallerCache: () => undefined }
        await changePeople(context, applicationId, async (connection) => {
          if (!(await changeRole(connection, applicationId, { id, role })))
            throw new CommandError(
              `Application ${applicationId} has no person ${id}. Run "person list ${applicationId}" to see all.`,
            )
          const target = { kind: 'user', id } as const
          await auditCommand(cli, connection, { applicationId, action: 'person.role', target })
        })
      })
      printResult(
        cli,
        options,
        { application: applicationId, id, role },
        `${id} of ${applicationId} is now a ${role}.`,
      )
    })

  addLinkCommand(person, cli)
}

function readEmail(raw: string | undefined): string | undefined {
  return raw === undefined ? undefined : requireEmail(raw)
}

function requireEmail(raw: string): string {
  const email = emailAddress(raw)
  if (typeof email === 'string') return email
  throw new CommandError(`${raw} is not a valid email address.`)
}

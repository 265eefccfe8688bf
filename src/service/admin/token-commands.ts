import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { newToken, tokenScopes } from '../../contract/token-scope.ts'
import { hashToken } from '../store/applications/hash-token.ts'
import { insertToken, listTokens, revokeToken } from '../store/applications/api-tokens.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readExpiry, readScopes } from './token-options.ts'
import { readApplication, readName } from './arguments.ts'
import { printResult, printLine, table } from './print.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface JsonOption {
  readonly json?: boolean
}

interface CreateOptions extends JsonOption {
  readonly name: string
  readonly scope?: string
  readonly expires?: string
}

/** `token create | list | revoke`. */
export function addTokenCommands(program: Command, cli: CliContext): void {
  const token = program
    .command('token')
    .description('Manage API tokens, with which API clients act for an application.')

  token
    .command('create')
    .description('Create a token and print it once; only its hash is stored.')
    .argument('<application>', 'the application')
    .requiredOption('--name <name>', 'a name, such as the program that will use it')
    .option(
      '--scope <scopes>',
      `some of ${tokenScopes.join(',')}, comma-separated; default: ${newToken.scopes.join(',')}`,
    )
    .option(
      '--expires <time>',
      `expire after this many hours or days, such as 12h or 365d, or never; default: ${newToken.days}d`,
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npm run admin -- token create acme --name warehouse --scope sync --expires 365d',
    )
    .action(async (applicationId: string, options: CreateOptions) => {
      const name = readName(options.name)
      const scopes = readScopes(options.scope)
      // 256 bits
      const secret = randomBytes(32).toString('base64url')
      const created = cli.clock()
      const expires = readExpiry(options.expires, created)
      await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        const made = { name, hash: hashToken(secret), scopes, expires }
        await database.transaction(async (connection) => {
          if (!(await insertToken(connection, applicationId, created, made)))
            throw new CommandError(
              `Application ${applicationId} already has a token ${name}. Revoke it, or choose another name.`,
            )
          const target = { kind: 'token', id: name } as const
          await auditCommand(cli, connection, { applicationId, action: 'token.create', target })
        })
      })
      printResult(
        cli,
        options,
        { application: applicationId, name, scopes, created, expires, token: secret },
        secret,
      )
      if (options.json !== true) {
        printLine(
          cli.err,
          `Scopes: ${scopes.join(', ')}. Expires: ${expires ?? 'never'}. Store this token now: it is not shown again.`,
        )
      }
    })

  token
    .command('list')
    .description(
      'List an application’s tokens by name, with their scopes and last use (to the minute), never the tokens themselves.',
    )
    .argument('<application>', 'the application')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- token list acme')
    .action(async (applicationId: string, options: JsonOption) => {
      const tokens = await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        return listTokens(database, applicationId)
      })
      const rows = tokens.map(({ name, scopes, created, lastUsed, expires, revoked }) => [
        name,
        scopes.join(','),
        created ?? 'unknown',
        lastUsed ?? 'never',
        expires ?? 'never',
        revoked ?? '',
      ])
      const columns = ['NAME', 'SCOPES', 'CREATED', 'LAST USED', 'EXPIRES', 'REVOKED']
      printResult(cli, options, tokens, table(columns, rows))
    })

  token
    .command('revoke')
    .description('Revoke a token permanently; within a second it gets 401 responses.')
    .argument('<application>', 'the application')
    .argument('<name>', 'the token’s name')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- token revoke acme crm')
    .action(async (applicationId: string, name: string, options: JsonOption) => {
      const revoked = cli.clock()
      await withDatabase(cli, async ({ database }) => {
        await readApplication(database, applicationId)
        await database.transaction(async (connection) => {
          if (!(await revokeToken(connection, applicationId, name, revoked)))
            throw new CommandError(
              `Application ${applicationId} has no active token ${name}. Run "token list ${applicationId}" to see all.`,
            )
          const target = { kind: 'token', id: name } as const
          await auditCommand(cli, connection, { applicationId, action: 'token.revoke', target })
        })
      })
      printResult(
        cli,
        options,
        { application: applicationId, name, revoked },
        `Revoked token ${name} of ${applicationId}.`,
      )
    })
}

import { randomBytes } from 'node:crypto'
import type { Command } from 'commander'
import { newToken, tokenScopes } from '../../contract/token-scope.ts'
import { hashToken } from '../store/hash-token.ts'
import { insertToken, listTokens, revokeToken } from '../store/api-tokens.ts'
import { auditCommand } from './audit-command.ts'
import { CommandError } from './command-error.ts'
import { readExpiry, readScopes } from './token-options.ts'
import { readApplication, readName } from './given.ts'
import { printResult, say, table } from './print.ts'
import { withDatabase, type Surroundings } from './surroundings.ts'

interface JsonOption {
  readonly json?: boolean
}

interface CreateOptions extends JsonOption {
  readonly name: string
  readonly scope?: string
  readonly expires?: string
}

/** `token create | list | revoke`. */
export function addTokenCommands(program: Command, surroundings: Surroundings): void {
  const token = program
    .command('token')
    .description('API tokens, with which API clients call in the name of an application.')

  token
    .command('create')
    .description('Makes a token and prints it, this once: only its hash is stored.')
    .argument('<application>', 'whose')
    .requiredOption('--name <name>', 'what it is called, such as the program that will use it')
    .option(
      '--scope <scopes>',
      `what it can do, some of ${tokenScopes.join(',')}; default ${newToken.scopes.join(',')}`,
    )
    .option(
      '--expires <time>',
      `hours or days until it expires, such as 12h or 365d, or never; default ${newToken.days}d`,
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
      const created = surroundings.clock()
      const expires = readExpiry(options.expires, created)
      await withDatabase(surroundings, async ({ database }) => {
        await readApplication(database, applicationId)
        const made = { name, hash: hashToken(secret), scopes, expires }
        await database.transaction(async (connection) => {
          if (!(await insertToken(connection, applicationId, created, made)))
            throw new CommandError(
              `The application ${applicationId} has a token ${name} already: revoke it, or choose another name.`,
            )
          const target = { kind: 'token', id: name } as const
          await auditCommand(surroundings, connection, { applicationId, action: 'token.create', target })
        })
      })
      printResult(
        surroundings,
        options,
        { application: applicationId, name, scopes, created, expires, token: secret },
        secret,
      )
      if (options.json !== true) {
        say(
          surroundings.err,
          `Scopes: ${scopes.join(', ')}. Expires: ${expires ?? 'never'}. Store this token now: it is not shown again.`,
        )
      }
    })

  token
    .command('list')
    .description(
      'Lists the tokens of an application by name, with what they may do and when they were last used (to the minute), never the tokens themselves.',
    )
    .argument('<application>', 'whose')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- token list acme')
    .action(async (applicationId: string, options: JsonOption) => {
      const tokens = await withDatabase(surroundings, async ({ database }) => {
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
      printResult(surroundings, options, tokens, table(columns, rows))
    })

  token
    .command('revoke')
    .description(
      'Revokes a token for good: whoever sends it is answered 401, at the latest five seconds later.',
    )
    .argument('<application>', 'whose')
    .argument('<name>', 'what the token is called')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  npm run admin -- token revoke acme crm')
    .action(async (applicationId: string, name: string, options: JsonOption) => {
      const revoked = surroundings.clock()
      await withDatabase(surroundings, async ({ database }) => {
        await readApplication(database, applicationId)
        await database.transaction(async (connection) => {
          if (!(await revokeToken(connection, applicationId, name, revoked)))
            throw new CommandError(
              `The application ${applicationId} has no token ${name} in force: "token list ${applicationId}" shows all.`,
            )
          const target = { kind: 'token', id: name } as const
          await auditCommand(surroundings, connection, { applicationId, action: 'token.revoke', target })
        })
      })
      printResult(
        surroundings,
        options,
        { application: applicationId, name, revoked },
        `Revoked the token ${name} of ${applicationId}.`,
      )
    })
}

import type { Command } from 'commander'
import { parseInstant } from '../../contract/instant.ts'
import type { Instant } from '../../contract/instant.ts'
import {
  audit,
  listAudit,
  type Actor,
  type AuditAction,
  type AuditEntry,
  type AuditTarget,
} from '../store/applications/audit.ts'
import type { Connection } from '../store/connection/database.ts'
import { CommandError } from './command-error.ts'
import { readApplication } from './arguments.ts'
import { printLine } from './print.ts'
import { withDatabase, type CliContext } from './cli-context.ts'

interface AuditOptions {
  readonly from?: string
  readonly ndjson?: boolean
}

/** `audit`. */
export function addAuditCommand(program: Command, cli: CliContext): void {
  program
    .command('audit')
    .description('List who changed roles, access, tokens and personal data, oldest first.')
    .argument('[application]', 'the application; default: all')
    .option('--from <time>', 'the first moment, ISO 8601')
    .option('--ndjson', 'print a JSON object per line')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run admin -- audit acme --from 2026-11-01\n  npm run admin -- audit --ndjson > audit.ndjson',
    )
    .action(async (applicationId: string | undefined, options: AuditOptions) => {
      const from = options.from === undefined ? undefined : readMoment(options.from)
      const line = options.ndjson === true ? (entry: AuditEntry) => JSON.stringify(entry) : lineOf
      await withDatabase(cli, async ({ database }) => {
        if (applicationId !== undefined) await readApplication(database, applicationId)
        for await (const entries of listAudit(database, { applicationId, from })) {
          if (cli.stop.aborted) throw new CommandError('Stopped: the list is incomplete.', 130)
          printLine(cli.out, entries.map(line).join('\n'))
        }
      })
    })
}

/** The action of a command, which is recorded in its transaction. */
export interface CommandAction {
  readonly applicationId: string
  readonly action: AuditAction
  readonly target: AuditTarget
  /** the user that the command named with `--by` */
  readonly by?: string
}

/** Records the action of a command in the audit log. */
export async function auditCommand(
  { clock }: Pick<CliContext, 'clock'>,
  connection: Connection,
  { applicationId, action, target, by }: CommandAction,
): Promise<void> {
  const actor: Actor = { kind: 'command line', id: null, onBehalfOf: by ?? null }
  await audit(connection, clock(), { applicationId, actor, action, target })
}

function readMoment(raw: string): Instant {
  const instant = parseInstant(raw)
  if (instant !== undefined) return instant
  throw new CommandError('Invalid --from: expected an ISO 8601 date or time, such as 2026-11-01.')
}

/** Escapes an ID or name for a terminal: a request can contain any text, also sequences that move the cursor. */
function printable(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

function lineOf(entry: AuditEntry): string {
  const { at, application, actor, action, target, outcome, ipAddress, requestId } = entry
  const user = actor.onBehalfOf && `for ${printable(actor.onBehalfOf)}`
  const who = [actor.kind, actor.id && printable(actor.id), user].filter(Boolean).join(' ')
  return [
    at,
    application,
    who,
    action,
    `${target.kind} ${printable(target.id)}`,
    outcome,
    ipAddress ?? '-',
    requestId ?? '-',
  ].join('  ')
}

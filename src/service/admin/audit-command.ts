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
export function addAuditCommand(program: Command, surroundings: CliContext): void {
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
      await withDatabase(surroundings, async ({ database }) => {
        if (applicationId !== undefined) await readApplication(database, applicationId)
        for await (const entries of listAudit(database, { applicationId, from })) {
          if (surroundings.stop.aborted) throw new CommandError('Stopped: the list is incomplete.', 130)
          printLine(surroundings.out, entries.map(line).join('\n'))
        }
      })
    })
}

/** What a command did, recorded in its transaction. */
export interface CommandAction {
  readonly applicationId: string
  readonly action: AuditAction
  readonly target: AuditTarget
  /** the user that the command named with `--by` */
  readonly by?: string
}

/** Records what a command does. */
export async function auditCommand(
  { clock }: Pick<CliContext, 'clock'>,
  connection: Connection,
  { applicationId, action, target, by }: CommandAction,
): Promise<void> {
  const actor: Actor = { kind: 'command line', id: null, onBehalfOf: by ?? null }
  await audit(connection, clock(), { applicationId, actor, action, target })
}

function readMoment(raw: string): Instant {
  const moment = parseInstant(raw)
  if (moment !== undefined) return moment
  throw new CommandError('Invalid --from: expected an ISO 8601 date or time, such as 2026-11-01.')
}

/** An ID or name as it is printed: a request can name anything, also what would move a terminal's cursor. */
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

import type { Command } from 'commander'
import { checkAtoka, type CheckedEndpoint } from './check/check-atoka.ts'
import { readAtoka } from '../atoka-variables.ts'
import { CommandError } from '../../admin/command-error.ts'
import { printResult, table } from '../../admin/print.ts'
import type { CliContext } from '../../admin/cli-context.ts'

interface CheckOptions {
  readonly appUser?: string
  readonly lead?: string
  readonly json?: boolean
}

/** `atoka check`. */
export function addAtokaCheckCommand(atoka: Command, cli: CliContext): void {
  atoka
    .command('check')
    .description(
      'Call each read endpoint of the Atoka API once, write nothing, and report differences from the reference.',
    )
    .option('--app-user <appUserId>', 'act as this Atoka user; default: none')
    .option('--lead <id>', 'list the events of this lead; default: the first lead from sync or the directory')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Reads the token from ATOKA_TOKEN (never printed) and the address from ATOKA_URL (default https://api.atoka.io).
Exit codes: 0 success, 1 an endpoint could not be read.

Example:
  npm run admin -- atoka check --app-user giulia.rossi@acme.example`,
    )
    .action(async ({ appUser, lead, ...options }: CheckOptions) => {
      const settings = readAtoka({
        LEADLINE_BACKEND: 'atoka',
        ATOKA_TOKEN: cli.env['ATOKA_TOKEN'] || undefined,
        ATOKA_URL: cli.env['ATOKA_URL'] || undefined,
      })
      const checked = settings && (await checkAtoka({ ...settings, appUserId: appUser }, lead))
      if (checked === undefined) throw new CommandError('ATOKA_TOKEN is not set.')
      printResult(cli, options, checked, tableOf(checked))
      const unread = checked.filter(({ findings }) => findings.some(({ result }) => result === 'unreadable'))
      if (unread.length === 0) return
      throw new CommandError(`Could not read: ${unread.map(({ endpoint }) => endpoint).join(', ')}.`)
    })
}

function tableOf(checked: readonly CheckedEndpoint[]): string {
  const rows = checked.flatMap(({ endpoint, findings }) =>
    findings.map(({ what, result, says }, index) => [index === 0 ? endpoint : '', what, result, says]),
  )
  return table(['ENDPOINT', 'WHAT', 'RESULT', ''], rows)
}

import type { Command } from 'commander'
import { checkAtoka, type CheckedEndpoint } from './atoka-check/check-atoka.ts'
import { readAtoka } from '../atoka-variables.ts'
import { CommandError } from './command-error.ts'
import { printResult, table } from './print.ts'
import type { Surroundings } from './surroundings.ts'

interface CheckOptions {
  readonly appUser?: string
  readonly lead?: string
  readonly json?: boolean
}

/** `atoka check`. */
export function addAtokaCheckCommand(atoka: Command, surroundings: Surroundings): void {
  atoka
    .command('check')
    .description(
      'Calls each reading endpoint of the Atoka API once, writes nothing, and says where it agrees with the reference.',
    )
    .option('--app-user <appUserId>', 'in whose name, as Atoka knows them; nobody in particular unless told')
    .option(
      '--lead <id>',
      'whose events are listed; the first lead of sync, or of the companies, unless told',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
ATOKA_TOKEN says the token, which is not printed, and ATOKA_URL where the API is (https://api.atoka.io).
Ends with 0, or with 1 where an endpoint could not be read.

Example:
  npm run admin -- atoka check --app-user giulia.rossi@acme.example`,
    )
    .action(async ({ appUser, lead, ...options }: CheckOptions) => {
      const settings = readAtoka({
        LEADLINE_BACKEND: 'atoka',
        ATOKA_TOKEN: surroundings.env['ATOKA_TOKEN'] || undefined,
        ATOKA_URL: surroundings.env['ATOKA_URL'] || undefined,
      })
      const checked = settings && (await checkAtoka({ ...settings, appUserId: appUser }, lead))
      if (checked === undefined) throw new CommandError('The variable ATOKA_TOKEN is missing.')
      printResult(surroundings, options, checked, tableOf(checked))
      const unread = checked.filter(({ findings }) => findings.some(({ result }) => result === 'unreadable'))
      if (unread.length === 0) return
      throw new CommandError(`Could not be read: ${unread.map(({ endpoint }) => endpoint).join(', ')}.`)
    })
}

function tableOf(checked: readonly CheckedEndpoint[]): string {
  const rows = checked.flatMap(({ endpoint, findings }) =>
    findings.map(({ what, result, says }, index) => [index === 0 ? endpoint : '', what, result, says]),
  )
  return table(['ENDPOINT', 'WHAT', 'RESULT', ''], rows)
}

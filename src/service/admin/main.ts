import { constants } from 'node:os'
import { toInstant } from '../../contract/instant.ts'
import { readConfiguration } from '../configuration/configuration.ts'
import { compareClocks, openAdminDatabase } from './open-database.ts'
import { removeUnfinished } from './output.ts'
import { printLine } from './print.ts'
import { runAdmin } from './run-admin.ts'

const stop = new AbortController()
process.on('exit', removeUnfinished)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // a second Ctrl+C ends the command at once
    if (stop.signal.aborted) process.exit(128 + constants.signals[signal])
    stop.abort()
  })
}
// the reader of the output has ended, as with `… | head`
process.stdout.on('error', () => stop.abort())

const notify = (sentence: string) => printLine(process.stderr, sentence)
const { open, clock } = compareClocks(
  async (purpose) => openAdminDatabase(readConfiguration(process.env), { purpose, env: process.env, notify }),
  { clock: () => toInstant(Date.now()), notify },
)

process.exitCode = await runAdmin(process.argv.slice(2), {
  open,
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  input: process.stdin,
  clock,
  stop: stop.signal,
})

import { toInstant } from '../../contract/instant.ts'
import { readConfiguration } from '../configuration.ts'
import { openAdminDatabase } from './open-database.ts'
import { say } from './print.ts'
import { runAdmin } from './run-admin.ts'

const stop = new AbortController()
// only the first: whoever presses Ctrl+C twice does not want to wait
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
// nobody reads any more, as with `… | head`
process.stdout.on('error', () => stop.abort())

process.exitCode = await runAdmin(process.argv.slice(2), {
  open: async (purpose) =>
    openAdminDatabase(readConfiguration(process.env), {
      purpose,
      env: process.env,
      tell: (sentence) => say(process.stderr, sentence),
    }),
  env: process.env,
  out: process.stdout,
  err: process.stderr,
  input: process.stdin,
  clock: () => toInstant(Date.now()),
  stop: stop.signal,
})

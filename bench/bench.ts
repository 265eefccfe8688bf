import { CommandError } from '../src/service/admin/command-error.ts'
import { StartupError } from '../src/service/core/startup-error.ts'
import { benchService } from './bench-service.ts'
import { readOptions, usage } from './options.ts'
import { benchPage } from './page/bench-page.ts'

try {
  // after `node`, the runner and this file
  const options = readOptions(process.argv.slice(3))
  if (options === 'help') process.stdout.write(usage)
  else if (options.bench === 'page') await benchPage(options)
  else await benchService(options)
} catch (error) {
  if (!(error instanceof CommandError || error instanceof StartupError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = error instanceof CommandError ? error.exitCode : 1
}

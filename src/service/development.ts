import { readConfiguration } from './configuration.ts'
import { createLog } from './log.ts'
import { openService } from './open.ts'
import type { StartedService } from './start.ts'

/** The service without a page of its own, for `npm run dev`, whose server calls it. */
export async function openInDevelopment(
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedService> {
  const configuration = readConfiguration(env)
  const log = createLog(configuration)
  return openService(configuration, { tell: say, ...log, giveUp: log.report }, { env })
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

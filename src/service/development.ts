import { readConfiguration } from './configuration.ts'
import { openService } from './open.ts'
import type { StartedService } from './start.ts'

/** The service without a page of its own, for `npm run dev`, whose server calls it. */
export async function openInDevelopment(
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedService> {
  const report = (error: unknown) =>
    say(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return openService(readConfiguration(env), { tell: say, report, giveUp: report }, { env })
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

import { readConfiguration } from '../configuration/configuration.ts'
import { createDemo } from '../demo/create-demo.ts'
import type { DemoLoader } from '../demo/demo-process.ts'
import { loadDemo } from '../demo/load-demo.ts'
import { createLog } from '../monitoring/log.ts'
import { runService } from './run-service.ts'
import type { StartedService } from './start.ts'

/** The service without a page of its own, for `npm run dev`, whose server calls it. */
export async function openInDevelopment(
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedService> {
  const configuration = readConfiguration(env)
  const log = createLog(configuration)
  return runService(configuration, { tell: say, ...log, giveUp: log.report }, { env, demo })
}

/** Vite runs this source without building an entry that could be a process of its own. */
const demo: DemoLoader = {
  prepare: () => undefined,
  load: async (database) => loadDemo(database, () => createDemo(new Date())),
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

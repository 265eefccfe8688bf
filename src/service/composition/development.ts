import { readConfiguration } from '../configuration/configuration.ts'
import { createDemo } from '../demo/create-demo.ts'
import type { DemoLoader } from '../demo/demo-process.ts'
import { loadDemo } from '../demo/load-demo.ts'
import { createLog } from '../monitoring/log.ts'
import { runService } from './run-service.ts'
import type { StartedService } from './start.ts'

/** Starts the service without the page, for `npm run dev`, whose server serves the page and calls the service. */
export async function openInDevelopment(
  env: Readonly<Record<string, string | undefined>>,
): Promise<StartedService> {
  const configuration = readConfiguration(env)
  const log = createLog(configuration)
  return runService(configuration, { notify: print, ...log, onFatal: log.report }, { env, demo })
}

/** Loads the demo in this process: Vite runs the source without building an entry for a separate process. */
const demo: DemoLoader = {
  prepare: () => undefined,
  load: async (database) => loadDemo(database, () => createDemo(new Date())),
}

function print(text: string): void {
  process.stderr.write(`${text}\n`)
}

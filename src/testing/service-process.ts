import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { createWebServer } from '../service/http/server/create-web-server.ts'
import { start } from '../service/composition/start.ts'
import { listenLocally } from './local-server.ts'
import type { TestServer } from './postgres.ts'

/** A service in a process of its own, so that a test can pause and kill it. */
export interface ServiceProcess {
  readonly url: string
  readonly child: ChildProcess
}

// Node 20 cannot run TypeScript
const script = `
const { runnerImport } = await import('vite')
const { module } = await runnerImport(process.argv[1], { configFile: false, logLevel: 'silent' })
console.log(await module.serve(...JSON.parse(process.argv[2])))
`

export interface ServiceProcessOptions {
  /** the maximum heap of the process in MB; default: Node's own */
  readonly heapMegabytes?: number
  /** maximum number of requests per user and per token in ten seconds; default: unlimited */
  readonly rateLimit?: number
}

/** Starts a service on an existing database, in a process that the caller ends. */
export async function startServiceProcess(
  connection: TestServer,
  options: ServiceProcessOptions = {},
): Promise<ServiceProcess> {
  const heap = options.heapMegabytes === undefined ? [] : [`--max-old-space-size=${options.heapMegabytes}`]
  const args = [...heap, '--input-type=module', '-e', script, import.meta.filename]
  args.push(JSON.stringify([connection, options]))
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(child.stdout), 'line')
  return { url: String(url), child }
}

/** Runs in that process. Returns the URL of the service. */
export async function serve(
  connection: TestServer,
  { rateLimit }: ServiceProcessOptions = {},
): Promise<string> {
  const { service } = await start({ connection, rateLimit, loopback: true, report: () => undefined })
  return (await listenLocally(createWebServer(service))).url
}

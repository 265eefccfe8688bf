import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'

/** A process of the service, as `npm start` runs it after the build. */
export interface ServiceProcess {
  readonly child: ChildProcess
  /** resolves with the URL that it prints; rejects if it ends before */
  readonly address: Promise<string>
  /** resolves when it has ended, with its exit code (`null` after a signal) and its output on both streams */
  readonly ended: Promise<{ code: number | null; output: string }>
}

const built = fileURLToPath(new URL('../../dist/service/main.js', import.meta.url))

interface RunOptions {
  /** the script and its arguments; default the build of this checkout */
  readonly args?: readonly string[]
  /** the user and group that run it; default those of this process */
  readonly account?: { readonly uid: number; readonly gid: number } | undefined
}

/** Runs the built service on a free port with the given variables. */
export function runService(
  variables: Readonly<Record<string, string>>,
  { args = [built], account }: RunOptions = {},
): ServiceProcess {
  const child = spawn(process.execPath, ['--max-semi-space-size=8', ...args], {
    ...account,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: '0',
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  const address = new Promise<string>((resolve, reject) => {
    const listen = (chunk: Buffer) => {
      output += chunk.toString()
      const url = /Leadline is running at (\S+)/.exec(output)?.[1]
      if (url !== undefined) resolve(url)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    void ended.then(() => reject(new Error(`the service ended before it was ready: ${output}`)))
  })
  // a caller that waits only for the end need not handle the rejection
  address.catch(() => undefined)
  return { child, address, ended }
}

/** Resolves when a service has the search index, which it creates after its first start with the demo. */
export async function searchIndexed(address: string): Promise<void> {
  const read = async (): Promise<object> => (await fetch(`${address}/readyz`)).json()
  while ('searchIndex' in (await read())) await setTimeout(100)
}

/** A folder of one test. */
export interface TemporaryFolder {
  readonly path: string
  readonly remove: () => Promise<void>
}

/** Creates an empty folder. */
export async function temporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'leadline-e2e-'))
  return { path, remove: async () => rm(path, { recursive: true, force: true }) }
}

/** The environment variable with the data folder in which the global set-up has loaded the demo. */
export const templateVariable = 'LEADLINE_E2E_TEMPLATE'

/** Creates a data folder as a first start with the demo leaves it. */
export async function demoFolder(): Promise<TemporaryFolder> {
  const template = process.env[templateVariable]
  if (template === undefined)
    throw new Error('The demo is not loaded: name support/set-up.ts as the globalSetup.')
  const folder = await temporaryFolder()
  // PostgreSQL may belong to another user and accepts no other mode, so cp has to preserve both
  await promisify(execFile)('cp', ['-Rp', `${template}/.`, folder.path])
  return folder
}

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A service as `npm start` runs it, with the demo, in a folder of its own. */
export interface RunningService {
  readonly address: string
  stop(): Promise<void>
}

const built = fileURLToPath(new URL('../../dist/service/main.js', import.meta.url))

/** Starts the built service on a free port, and waits until it says where it is. */
export async function startBuiltService(): Promise<RunningService> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-e2e-'))
  const child = spawn(process.execPath, [built], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: join(folder, 'data'), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const address = await addressOf(child)
  return {
    address,
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /Leadline is at (\S+)/.exec(said)?.[1]
      if (address !== undefined) resolve(address)
    })
    child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it was ready`)))
  })
}

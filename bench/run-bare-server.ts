import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { ServiceAnswer } from './http-client.ts'

const runner = fileURLToPath(new URL('../.ci/ts.mjs', import.meta.url))
const server = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
const listening = z.object({ port: z.int() })

/** A bare `node:http` server in a process of its own: what HTTP and the client cost without a service. */
export interface BareServer {
  readonly address: string
  readonly stop: () => void
}

/** Starts one that answers `/0`, `/1` and so on with these bytes. */
export async function runBareServer(answers: readonly ServiceAnswer[]): Promise<BareServer> {
  const child = fork(runner, [server], { execArgv: [] })
  const told = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error('the bare server ended before it was ready')))
  })
  child.send(answers.map(({ body, ...head }) => ({ ...head, body: body.toString() })))
  const { port } = listening.parse(await told)
  return { address: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }
}

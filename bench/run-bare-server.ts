import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as z from 'zod/mini'
import type { ServiceResponse } from './http-client.ts'

const runner = fileURLToPath(new URL('../.ci/ts.mjs', import.meta.url))
const server = fileURLToPath(new URL('./bare-server.ts', import.meta.url))
const listening = z.object({ port: z.int() })

/**
 * A bare `node:http` server in a separate process: it measures the cost of HTTP and of the client without a service.
 */
export interface BareServer {
  readonly address: string
  readonly stop: () => void
}

/** Starts a server that returns these responses for `/0`, `/1` and so on. */
export async function runBareServer(responses: readonly ServiceResponse[]): Promise<BareServer> {
  const child = fork(runner, [server], { execArgv: [] })
  const firstMessage = new Promise<unknown>((resolve, reject) => {
    child.once('message', resolve)
    child.once('exit', () => reject(new Error('the bare server ended before it was ready')))
  })
  child.send(responses.map(({ body, ...head }) => ({ ...head, body: body.toString() })))
  const { port } = listening.parse(await firstMessage)
  return { address: `http://127.0.0.1:${port}`, stop: () => child.disconnect() }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { temporaryFolder } from '../support/service.ts'
import { webDriverInput, type BrowserWindow } from './browser-window.ts'

const message = z.object({
  id: z.optional(z.nullable(z.int())),
  type: z.string(),
  message: z.optional(z.string()),
  result: z.unknown(),
})
const contexts = z.object({ contexts: z.array(z.object({ context: z.string() })) })
const evaluation = z.object({
  result: z.optional(z.object({ type: z.string(), value: z.optional(z.string()) })),
  exceptionDetails: z.optional(z.object({ text: z.string() })),
})

/** The program of Firefox: FIREFOX, or the system's; `undefined` if there is none. */
export function findFirefox(): string | undefined {
  const paths = [
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ]
  return process.env['FIREFOX'] ?? paths.find((path) => existsSync(path))
}

/** Starts Firefox without a window on the screen and with its own profile, and drives it by WebDriver BiDi. */
export async function startFirefox(): Promise<BrowserWindow> {
  const profile = await temporaryFolder()
  // as in the stories: a button that moves cannot be clicked
  await writeFile(join(profile.path, 'user.js'), 'user_pref("ui.prefersReducedMotion", 1);\n')
  const child = spawn(
    findFirefox() ?? 'firefox',
    ['--headless', '--no-remote', '--profile', profile.path, '--remote-debugging-port', '0', 'about:blank'],
    { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile.path } },
  )
  const ended = once(child, 'close')
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(output)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once('error', reject)
    child.once('close', () => reject(new Error(`Firefox ended before it was ready: ${output}`)))
  })
  const { send, disconnect } = await connect(`${address}/session`)
  await send('session.new', { capabilities: {} })
  const { contexts: windows } = contexts.parse(await send('browsingContext.getTree', {}))
  const { context = '' } = windows[0] ?? {}
  return {
    open: async (url) => {
      await send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    evaluate: async (expression) => {
      const answer = await send('script.evaluate', {
        expression: `JSON.stringify(${expression})`,
        target: { context },
        awaitPromise: false,
      })
      const { result, exceptionDetails } = evaluation.parse(answer)
      if (exceptionDetails !== undefined) throw new Error(exceptionDetails.text)
      return result?.value === undefined ? undefined : JSON.parse(result.value)
    },
    ...webDriverInput(async (actions) => send('input.performActions', { context, actions })),
    close: async () => {
      await send('browser.close', {})
      disconnect()
      await ended
      await profile.remove()
    },
  }
}

async function connect(address: string) {
  const socket = new WebSocket(address)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', () => reject(new Error(`Firefox does not answer at ${address}`)))
  })
  const waiting = new Map<number, (answer: z.output<typeof message>) => void>()
  socket.addEventListener('close', () => {
    for (const [id, answer] of waiting) answer({ id, type: 'error', message: 'Firefox ended', result: null })
  })
  socket.addEventListener('message', ({ data }) => {
    const answer = message.parse(JSON.parse(String(data)))
    if (typeof answer.id === 'number') waiting.get(answer.id)?.(answer)
  })
  let last = 0
  return {
    send: async (method: string, params: object): Promise<unknown> => {
      const id = ++last
      const answer = await new Promise<z.output<typeof message>>((resolve) => {
        waiting.set(id, resolve)
        socket.send(JSON.stringify({ id, method, params }))
      })
      waiting.delete(id)
      if (answer.type !== 'success') throw new Error(`${method}: ${answer.message}`)
      return answer.result
    },
    disconnect: () => socket.close(),
  }
}

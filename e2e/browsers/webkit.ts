import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import * as z from 'zod/mini'
import { waitFor, webDriverInput, type BrowserWindow } from './browser-window.ts'

const reply = z.object({ value: z.unknown() })
const session = z.object({ sessionId: z.string() })

const driverPath = '/usr/bin/WebKitWebDriver'
const screenPath = '/usr/bin/Xvfb'

/** The driver of WebKitGTK; `undefined` if it or the virtual screen that it needs is missing. */
export function findWebKit(): string | undefined {
  return existsSync(driverPath) && existsSync(screenPath) ? driverPath : undefined
}

/** Starts WebKitGTK's MiniBrowser on its own virtual screen, and drives it by WebDriver. */
export async function startWebKit(): Promise<BrowserWindow> {
  const screen = spawn(screenPath, ['-displayfd', '1', '-screen', '0', '1440x900x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const screenEnded = once(screen, 'close')
  const [display] = z.tuple([z.instanceof(Buffer)]).parse(await once(screen.stdout, 'data'))
  const port = await freePort()
  const driver = spawn(driverPath, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${display.toString().trim()}` },
  })
  const driverEnded = once(driver, 'close')
  const address = `http://127.0.0.1:${port}`

  async function send(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${address}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const { value } = reply.parse(await answer.json())
    if (!answer.ok) throw new Error(`${path}: ${JSON.stringify(value)}`)
    return value
  }

  await waitFor(async () => send('GET', '/status').catch(() => undefined), 'WebKitWebDriver')
  const opened = await send('POST', '/session', { capabilities: { alwaysMatch: {} } })
  const path = `/session/${session.parse(opened).sessionId}`
  await send('POST', `${path}/window/rect`, { x: 0, y: 0, width: 1440, height: 900 })
  return {
    open: async (url) => {
      await send('POST', `${path}/url`, { url })
    },
    evaluate: async (expression) => {
      const script = `return JSON.stringify(${expression})`
      const value = z
        .nullable(z.string())
        .parse(await send('POST', `${path}/execute/sync`, { script, args: [] }))
      return value === null ? undefined : JSON.parse(value)
    },
    ...webDriverInput(async (actions) => send('POST', `${path}/actions`, { actions })),
    close: async () => {
      await send('DELETE', path)
      driver.kill()
      await driverEnded
      screen.kill()
      await screenEnded
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = z.object({ port: z.int() }).parse(server.address())
  server.close()
  await once(server, 'close')
  return port
}

import type { Browser, BrowserContext, CDPSession } from '@playwright/test'
import * as z from 'zod/mini'
import { valueOf } from './metrics.ts'
import { observePage } from './observe-page.ts'
import type { Environment } from './environment.ts'

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) })
const usableSchema = z.object({ result: z.object({ value: z.number() }) })
const responseSchema = z.object({
  id: z.int(),
  result: z.unknown(),
  error: z.optional(z.object({ message: z.string() })),
})

/** The time until a page is usable, and the work of its main thread until then, in milliseconds. */
export interface Load {
  readonly usable: number
  readonly usableTask: number
  readonly usableScript: number
}

/**
 * Loads a URL once in a page that Playwright does not control, as the user who is signed in in `context`. A page that
 * Playwright controls reports every request with its stack trace, for which the browser parses the scripts again, and
 * gets Playwright's own scripts: in a trace that took some 60 ms, which only a test spends.
 */
export async function loadUncontrolled(
  browser: Browser,
  context: BrowserContext,
  address: string,
  { viewport, locale, timezoneId, slowdown, latency = 0 }: Environment,
): Promise<Load> {
  const session = await browser.newBrowserCDPSession()
  const { browserContextId } = await session.send('Target.createBrowserContext')
  try {
    const cookies = (await context.cookies()).map(({ name, value }) => ({ name, value, url: address }))
    await session.send('Storage.setCookies', { browserContextId, cookies })
    const blank = { url: 'about:blank', browserContextId, ...viewport }
    const send = await attach(session, (await session.send('Target.createTarget', blank)).targetId)
    const readBusyTimes = async () => {
      const { metrics } = metricsSchema.parse(await send('Performance.getMetrics'))
      return {
        task: valueOf(metrics, 'TaskDuration') * 1000,
        script: valueOf(metrics, 'ScriptDuration') * 1000,
      }
    }
    await send('Performance.enable', { timeDomain: 'threadTicks' })
    await send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    if (latency > 0) {
      await send('Network.enable')
      const unlimited = { downloadThroughput: -1, uploadThroughput: -1 }
      await send('Network.emulateNetworkConditions', { offline: false, latency, ...unlimited })
    }
    await send('Emulation.setLocaleOverride', { locale })
    await send('Emulation.setTimezoneOverride', { timezoneId })
    await send('Page.enable')
    await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${String(observePage)})()` })
    const before = await readBusyTimes()
    await send('Page.navigate', { url: address })
    const expression = 'window.observed.usable'
    const usable = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    const after = await readBusyTimes()
    return {
      usable: usableSchema.parse(usable).result.value,
      usableTask: after.task - before.task,
      usableScript: after.script - before.script,
    }
  } finally {
    await session.send('Target.disposeBrowserContext', { browserContextId })
    await session.detach()
  }
}

/** The handlers of the response to a command. */
interface Command {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Returns a function that sends a command to a page through the browser; it rejects with the page's error. */
async function attach(session: CDPSession, targetId: string) {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const sent = new Map<number, Command>()
  session.on('Target.receivedMessageFromTarget', (event) => {
    const { data } = responseSchema.safeParse(JSON.parse(event.message))
    if (event.sessionId !== sessionId || data === undefined) return
    if (data.error === undefined) sent.get(data.id)?.resolve(data.result)
    else sent.get(data.id)?.reject(new Error(data.error.message))
  })
  return async (method: string, params: object = {}): Promise<unknown> => {
    const id = sent.size + 1
    const message = JSON.stringify({ id, method, params })
    const response = new Promise<unknown>((resolve, reject) => sent.set(id, { resolve, reject }))
    await session.send('Target.sendMessageToTarget', { sessionId, message })
    return response
  }
}

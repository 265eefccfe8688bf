import type { Browser, BrowserContext, CDPSession } from '@playwright/test'
import * as z from 'zod/mini'
import { valueOf } from './metrics.ts'
import { observePage } from './observe-page.ts'
import type { Surroundings } from './environment.ts'

const metricsSchema = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) })
const usableSchema = z.object({ result: z.object({ value: z.number() }) })
const answerSchema = z.object({
  id: z.int(),
  result: z.unknown(),
  error: z.optional(z.object({ message: z.string() })),
})

/** What a page's main thread does until it is usable, in milliseconds. */
export interface Load {
  readonly usable: number
  readonly usableTask: number
  readonly usableScript: number
}

/**
 * Loads an address once in a page that Playwright does not know of, as the person who is signed in in `context`. A page
 * that it knows tells it of every request with the stack that it came from, for which the browser parses the scripts
 * again, and is given scripts of its own: in a trace some 60 ms that nobody but a test spends.
 */
export async function loadUnheard(
  browser: Browser,
  context: BrowserContext,
  address: string,
  { viewport, locale, timezoneId, slowdown }: Surroundings,
): Promise<Load> {
  const session = await browser.newBrowserCDPSession()
  const { browserContextId } = await session.send('Target.createBrowserContext')
  try {
    const cookies = (await context.cookies()).map(({ name, value }) => ({ name, value, url: address }))
    await session.send('Storage.setCookies', { browserContextId, cookies })
    const blank = { url: 'about:blank', browserContextId, ...viewport }
    const send = await attach(session, (await session.send('Target.createTarget', blank)).targetId)
    const busy = async () => {
      const { metrics } = metricsSchema.parse(await send('Performance.getMetrics'))
      return {
        task: valueOf(metrics, 'TaskDuration') * 1000,
        script: valueOf(metrics, 'ScriptDuration') * 1000,
      }
    }
    await send('Performance.enable', { timeDomain: 'threadTicks' })
    await send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await send('Emulation.setLocaleOverride', { locale })
    await send('Emulation.setTimezoneOverride', { timezoneId })
    await send('Page.enable')
    await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${String(observePage)})()` })
    const before = await busy()
    await send('Page.navigate', { url: address })
    const expression = 'window.observed.usable'
    const usable = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true })
    const after = await busy()
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

/** Whom a command that was sent is answered to. */
interface Command {
  readonly resolve: (result: unknown) => void
  readonly reject: (error: Error) => void
}

/** Gives what sends a command to a page by way of the browser; rejects with what the page says against it. */
async function attach(session: CDPSession, targetId: string) {
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  const sent = new Map<number, Command>()
  session.on('Target.receivedMessageFromTarget', (event) => {
    const { data } = answerSchema.safeParse(JSON.parse(event.message))
    if (event.sessionId !== sessionId || data === undefined) return
    if (data.error === undefined) sent.get(data.id)?.resolve(data.result)
    else sent.get(data.id)?.reject(new Error(data.error.message))
  })
  return async (method: string, params: object = {}): Promise<unknown> => {
    const id = sent.size + 1
    const message = JSON.stringify({ id, method, params })
    const answer = new Promise<unknown>((resolve, reject) => sent.set(id, { resolve, reject }))
    await session.send('Target.sendMessageToTarget', { sessionId, message })
    return answer
  }
}

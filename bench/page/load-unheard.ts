import type { Browser, BrowserContext } from '@playwright/test'
import * as z from 'zod/mini'
import { observePage } from './observe-page.ts'
import type { Surroundings } from './surroundings.ts'

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
 * again, and is given scripts of its own: some 60 ms that nobody but a test spends.
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
    const { targetId } = await session.send('Target.createTarget', blank)
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })

    let sent = 0
    const send = async <Answer>(schema: z.ZodMiniType<Answer>, method: string, params: object = {}) => {
      const id = ++sent
      const answer = new Promise<Answer>((resolve, reject) => {
        const listen = (event: { readonly sessionId: string; readonly message: string }) => {
          if (event.sessionId !== sessionId) return
          const { success, data } = answerSchema.safeParse(JSON.parse(event.message))
          if (!success || data.id !== id) return
          session.off('Target.receivedMessageFromTarget', listen)
          if (data.error === undefined) resolve(schema.parse(data.result))
          else reject(new Error(`${method}: ${data.error.message}`))
        }
        session.on('Target.receivedMessageFromTarget', listen)
      })
      await session.send('Target.sendMessageToTarget', {
        sessionId,
        message: JSON.stringify({ id, method, params }),
      })
      return answer
    }
    const busy = async () => {
      const { metrics } = await send(metricsSchema, 'Performance.getMetrics')
      const seconds = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
      return { task: seconds('TaskDuration') * 1000, script: seconds('ScriptDuration') * 1000 }
    }

    await send(z.unknown(), 'Performance.enable', { timeDomain: 'threadTicks' })
    await send(z.unknown(), 'Emulation.setCPUThrottlingRate', { rate: slowdown })
    await send(z.unknown(), 'Emulation.setLocaleOverride', { locale })
    await send(z.unknown(), 'Emulation.setTimezoneOverride', { timezoneId })
    await send(z.unknown(), 'Page.enable')
    await send(z.unknown(), 'Page.addScriptToEvaluateOnNewDocument', { source: `(${String(observePage)})()` })
    const before = await busy()
    await send(z.unknown(), 'Page.navigate', { url: address })
    const { result } = await send(usableSchema, 'Runtime.evaluate', {
      expression: 'window.observed.usable',
      awaitPromise: true,
      returnByValue: true,
    })
    const after = await busy()
    return {
      usable: result.value,
      usableTask: after.task - before.task,
      usableScript: after.script - before.script,
    }
  } finally {
    await session.send('Target.disposeBrowserContext', { browserContextId })
    await session.detach()
  }
}

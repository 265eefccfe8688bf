import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { quantile } from '../quantile.ts'
import { countRequests } from './count-requests.ts'
import type { Figures } from './statistics.ts'
import { loadUncontrolled } from './load-uncached.ts'
import { valueOf } from './metrics.ts'
import { observePage } from './observe-page.ts'
import { environment } from './environment.ts'

/** One of the compared pages: both have the same roles and names in the parts that a visit uses. */
export interface Subject {
  readonly address: string
  /** signs the user in, if the page requires it */
  readonly signIn: (context: BrowserContext) => Promise<unknown>
}

interface VisitOptions {
  /** the factor by which the processor is slowed down */
  readonly slowdown: number
  /** logs an event on the visible lead, as another user */
  readonly log: (note: string) => Promise<unknown>
  /** milliseconds to wait until the page shows it */
  readonly arrivalTimeoutMs: number
}

const scrollPx = 15_000
const scrollPxPerSecond = 5_000
/** the text typed into a note and into the composer */
const typedText = ' checked with the area manager'

/** Visits a page once, in a browser without any cached data, and performs the actions of a user in a long timeline. */
export async function visit(
  browser: Browser,
  subject: Subject,
  { slowdown, log, arrivalTimeoutMs }: VisitOptions,
): Promise<Figures> {
  const context = await browser.newContext({ ...environment, serviceWorkers: 'block' })
  try {
    await subject.signIn(context)
    const uncontrolledLoad = await loadUncontrolled(browser, context, subject.address, {
      ...environment,
      slowdown,
    })
    await context.addInitScript(observePage)
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const traffic = countRequests(page)
    const load = await measureLoad(page, subject.address, traffic)
    const scroll = await measureScroll(page, session)
    await traffic.quiet()
    const jump = await measureJump(page, traffic)
    const memory = await measureMemory(page, session)
    const arrival = await measureArrival(page, log, arrivalTimeoutMs)
    const edited = await measureEdit(page)
    await page.locator('form textarea').click()
    await page.keyboard.type(typedText)
    const slowest = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      return Math.max(0, ...window.observed.interactions.values())
    })
    return { ...uncontrolledLoad, ...load, ...scroll, ...jump, ...memory, arrival, edited, slowest }
  } finally {
    await context.close()
  }
}

type Traffic = ReturnType<typeof countRequests>

async function measureLoad(page: Page, address: string, traffic: Traffic) {
  await page.goto(address, { waitUntil: 'commit' })
  await page.evaluate(async () => window.observed.usable)
  await traffic.quiet()
  const { largestPaint, blocked } = await page.evaluate(() => window.observed)
  const { requests, script, style, bytes } = await traffic.total()
  return {
    requests,
    script: script / 1000,
    style: style / 1000,
    bytes: bytes / 1000,
    largestPaint,
    blocked,
  }
}

async function measureScroll(page: Page, session: CDPSession) {
  const before = await busyMs(session)
  const counted = await page.evaluateHandle(() => window.observed.countFrames())
  await session.send('Input.synthesizeScrollGesture', {
    x: 800,
    y: 600,
    yDistance: -scrollPx,
    speed: scrollPxPerSecond,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  const { frames, top } = await counted.evaluate((stop) => ({
    frames: stop(),
    top: window.observed.scroller().scrollTop,
  }))
  const after = await busyMs(session)
  const interval = 1000 / 60
  return {
    frameMedian: quantile(frames, 0.5),
    frame95: quantile(frames, 0.95),
    frame99: quantile(frames, 0.99),
    framesDropped: frames.reduce((sum, frame) => sum + Math.max(0, Math.round(frame / interval) - 1), 0),
    scrolledTo: top,
    scrollTask: after - before,
  }
}

async function measureJump(page: Page, traffic: Traffic) {
  const before = traffic.pages()
  const jump = await page.evaluate(async () => {
    const scroller = window.observed.scroller()
    const startedAt = performance.now()
    scroller.scrollTop = scroller.scrollHeight / 2
    return (await window.observed.read(4_000)) - startedAt
  })
  await traffic.quiet()
  return { jump, jumpRequests: traffic.pages() - before }
}

async function measureMemory(page: Page, session: CDPSession) {
  const elements = await page.evaluate(() => document.querySelectorAll('[role="feed"] *').length)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return { elements, heap: valueOf(metrics, 'JSHeapUsedSize') / 1e6 }
}

async function measureArrival(page: Page, log: VisitOptions['log'], arrivalTimeoutMs: number) {
  const note = `Arrived while you looked, ${Date.now()}`
  const arrived = page.evaluate(
    async ([text, timeoutMs]) => {
      const startedAt = performance.now()
      const shownAt = await window.observed.arrived(text, timeoutMs)
      return shownAt === undefined ? undefined : shownAt - startedAt
    },
    [note, arrivalTimeoutMs] as const,
  )
  await log(note)
  return arrived
}

/** Measures the time from the click on Edit until the note is saved, including the typing. */
async function measureEdit(page: Page): Promise<number> {
  const id = await page.evaluate(() => {
    const box = window.observed.scroller().getBoundingClientRect()
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return middle?.closest('article')?.id ?? ''
  })
  const article = page.locator(`#${id}`)
  const startedAt = await page.evaluate(() => performance.now())
  await article.getByRole('button', { name: 'Edit note' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(typedText)
  await page.keyboard.press('Control+Enter')
  const saved = await page.evaluate(async ([event, text]) => window.observed.saved(event, text), [
    id,
    typedText,
  ] as const)
  return saved - startedAt
}

/** Returns the milliseconds that the page's main thread has been busy since the page was created. */
async function busyMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return valueOf(metrics, 'TaskDuration') * 1000
}

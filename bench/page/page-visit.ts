import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { quantile } from '../quantile.ts'
import { countRequests } from './count-requests.ts'
import type { Figures } from './statistics.ts'
import { loadUnheard } from './load-uncached.ts'
import { valueOf } from './metrics.ts'
import { observePage } from './observe-page.ts'
import { surroundings } from './environment.ts'

/** One of the pages that are compared: both have the same roles and names where a visit touches them. */
export interface Subject {
  readonly address: string
  /** makes the person known to the page, where it asks who is there */
  readonly signIn: (context: BrowserContext) => Promise<unknown>
}

interface VisitOptions {
  /** how much slower the processor is made */
  readonly slowdown: number
  /** logs an event on the lead in sight, as somebody else */
  readonly log: (note: string) => Promise<unknown>
  /** milliseconds to wait for it in the page */
  readonly patience: number
}

const scrolled = 15_000
const pixelsASecond = 5_000
/** typed into a note and into the composer */
const words = ' checked with the area manager'

/** Visits a page once, in a browser that knows nothing of it yet, and does what a person does in a long timeline. */
export async function visit(
  browser: Browser,
  subject: Subject,
  { slowdown, log, patience }: VisitOptions,
): Promise<Figures> {
  const context = await browser.newContext({ ...surroundings, serviceWorkers: 'block' })
  try {
    await subject.signIn(context)
    const unheard = await loadUnheard(browser, context, subject.address, { ...surroundings, slowdown })
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
    const held = await measureHeld(page, session)
    const arrival = await measureArrival(page, log, patience)
    const edited = await measureEdit(page)
    await page.locator('form textarea').click()
    await page.keyboard.type(words)
    const slowest = await page.evaluate(async () => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      return Math.max(0, ...window.observed.interactions.values())
    })
    return { ...unheard, ...load, ...scroll, ...jump, ...held, arrival, edited, slowest }
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
  const before = await tasks(session)
  const counted = await page.evaluateHandle(() => window.observed.countFrames())
  await session.send('Input.synthesizeScrollGesture', {
    x: 800,
    y: 600,
    yDistance: -scrolled,
    speed: pixelsASecond,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  const { frames, top } = await counted.evaluate((stop) => ({
    frames: stop(),
    top: window.observed.scroller().scrollTop,
  }))
  const after = await tasks(session)
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
    const begun = performance.now()
    scroller.scrollTop = scroller.scrollHeight / 2
    return (await window.observed.read(4_000)) - begun
  })
  await traffic.quiet()
  return { jump, jumpRequests: traffic.pages() - before }
}

async function measureHeld(page: Page, session: CDPSession) {
  const elements = await page.evaluate(() => document.querySelectorAll('[role="feed"] *').length)
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  return { elements, heap: valueOf(metrics, 'JSHeapUsedSize') / 1e6 }
}

async function measureArrival(page: Page, log: VisitOptions['log'], patience: number) {
  const note = `Arrived while you looked, ${Date.now()}`
  const arrived = page.evaluate(
    async ([text, most]) => {
      const begun = performance.now()
      const seen = await window.observed.arrived(text, most)
      return seen === undefined ? undefined : seen - begun
    },
    [note, patience] as const,
  )
  await log(note)
  return arrived
}

/** From the press on Edit until the note is saved, with all that is typed between. */
async function measureEdit(page: Page): Promise<number> {
  const id = await page.evaluate(() => {
    const box = window.observed.scroller().getBoundingClientRect()
    const middle = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    return middle?.closest('article')?.id ?? ''
  })
  const article = page.locator(`#${id}`)
  const begun = await page.evaluate(() => performance.now())
  await article.getByRole('button', { name: 'Edit note' }).click()
  await page.keyboard.press('End')
  await page.keyboard.type(words)
  await page.keyboard.press('Control+Enter')
  const saved = await page.evaluate(async ([event, text]) => window.observed.saved(event, text), [
    id,
    words,
  ] as const)
  return saved - begun
}

/** Milliseconds that the page's main thread has been busy since the browser made it. */
async function tasks(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics')
  return valueOf(metrics, 'TaskDuration') * 1000
}

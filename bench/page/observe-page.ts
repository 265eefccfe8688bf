/** The functions that a visit calls in a page; all times are milliseconds since the navigation. */
export interface Observed {
  /** resolves with the time at which the first event and the composer are in the document and painted */
  usable: Promise<number>
  /** waits until the elements at three heights of the list's viewport are events after this position */
  read(position: number): Promise<number>
  /** waits until the event with this ID shows this text as its note, and is not being saved any more */
  saved(id: string, text: string): Promise<number>
  /**
   * waits until the first event contains this text or a new event is announced; `undefined` after the timeout in
   * milliseconds
   */
  arrived(text: string, timeoutMs: number): Promise<number | undefined>
  /** the element that scrolls the list */
  scroller(): Element
  /** counts frames from now on; the returned function stops this and returns the milliseconds between them */
  countFrames(): () => number[]
  /** the largest contentful paint until now */
  largestPaint: number
  /** the sum of the time of each task beyond 50 ms, until now */
  blocked: number
  /**
   * the longest time from a click or a key until the next paint, by interaction; the browser reports nothing below 16
   * ms
   */
  interactions: Map<number, number>
}

declare global {
  interface Window {
    observed: Observed
  }
  /** part of the Event Timing API, which TypeScript's library omits here */
  interface PerformanceObserverInit {
    durationThreshold?: number
  }
}

// a function that is sent to the page can use only what is defined within it
/* oxlint-disable unicorn/consistent-function-scoping */

/** Runs in the page before the page's own scripts, and must use nothing from outside the function. */
export function observePage(): void {
  const countFrames = () => {
    const frames: number[] = []
    let before: number | undefined
    let next = 0
    const frame = (now: number) => {
      if (before !== undefined) frames.push(now - before)
      before = now
      next = requestAnimationFrame(frame)
    }
    next = requestAnimationFrame(frame)
    return () => {
      cancelAnimationFrame(next)
      return frames
    }
  }

  const until = async (condition: () => boolean, timeoutMs = 120_000) =>
    new Promise<number | undefined>((resolve) => {
      const startedAt = performance.now()
      const checkFrame = () => {
        if (condition()) resolve(performance.now())
        else if (performance.now() - startedAt > timeoutMs) resolve(undefined)
        else requestAnimationFrame(checkFrame)
      }
      checkFrame()
    })
  const untilTrue = async (condition: () => boolean) => (await until(condition)) ?? Number.NaN
  // checks when the document changes: a check in each frame makes the browser render all of them, and delays a page
  // that is idle between its responses by some 30 ms
  const painted = async (condition: () => boolean) =>
    new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!condition()) return
        observer.disconnect()
        requestAnimationFrame(() => resolve(performance.now()))
      })
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    })
  const list = () => document.querySelector('[role="feed"]')

  const observed: Observed = {
    usable: painted(
      () =>
        document.querySelector('[role="feed"] article[aria-posinset="1"]') !== null &&
        document.querySelector('form textarea:enabled') !== null,
    ),
    read: async (position) =>
      untilTrue(() => {
        const box = observed.scroller().getBoundingClientRect()
        return [0.3, 0.5, 0.7].every((part) => {
          const [x, y] = [box.left + box.width / 2, box.top + box.height * part]
          const article = document.elementFromPoint(x, y)?.closest('article[aria-posinset]')
          return Number(article?.getAttribute('aria-posinset') ?? 0) > position
        })
      }),
    saved: async (id, text) =>
      untilTrue(() => {
        const article = document.getElementById(id)
        const isStill = article?.ariaBusy !== 'true' && article?.querySelector('textarea') === null
        return isStill && (article.textContent.includes(text) ?? false)
      }),
    arrived: async (text, timeoutMs) =>
      until(() => {
        const announcements = [...document.querySelectorAll('main button, main [role="status"]')]
        const isAnnounced = announcements.some(({ textContent }) => /\d new event/.test(textContent ?? ''))
        const newest = list()?.querySelector('article[aria-posinset="1"]')
        return isAnnounced || (newest?.textContent?.includes(text) ?? false)
      }, timeoutMs),
    scroller: () => {
      let element = list()?.parentElement
      while (element && !/auto|scroll/.test(getComputedStyle(element).overflowY)) {
        element = element.parentElement
      }
      if (!element) throw new Error('nothing scrolls the list')
      return element
    },
    countFrames,
    largestPaint: 0,
    blocked: 0,
    interactions: new Map(),
  }
  window.observed = observed

  const observeEntries = (options: PerformanceObserverInit, onEntry: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((entries) => entries.getEntries().forEach(onEntry)).observe(options)
  observeEntries({ type: 'largest-contentful-paint', buffered: true }, ({ startTime }) => {
    observed.largestPaint = startTime
  })
  observeEntries({ type: 'longtask', buffered: true }, ({ duration }) => {
    observed.blocked += Math.max(0, duration - 50)
  })
  observeEntries({ type: 'event', buffered: true, durationThreshold: 16 }, (entry) => {
    if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) return
    const { interactionId, duration } = entry
    observed.interactions.set(
      interactionId,
      Math.max(duration, observed.interactions.get(interactionId) ?? 0),
    )
  })
}

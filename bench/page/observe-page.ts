/** What is asked of a page while it is visited; all moments are milliseconds since the navigation. */
export interface Observed {
  /** resolves with the moment at which the first event and the composer are there, in the document and drawn */
  usable: Promise<number>
  /** waits until what is in the middle of the list's place, and above and below it, is an event beyond `place` */
  read(place: number): Promise<number>
  /** waits until the event of this id shows these words as its note, and nothing of it is on its way any more */
  saved(id: string, words: string): Promise<number>
  /** waits so many milliseconds for these words in the first event, or for news of one; `undefined` without either */
  arrived(words: string, patience: number): Promise<number | undefined>
  /** the element that scrolls the list */
  scroller(): Element
  /** counts frames from now on; the answer stops that, and gives the milliseconds between them */
  countFrames(): () => number[]
  /** the largest contentful paint until now */
  largestPaint: number
  /** what tasks took beyond 50 ms each, until now */
  blocked: number
  /** the longest that a press or key took until the next paint, by interaction; below 16 ms nothing is reported */
  interactions: Map<number, number>
}

declare global {
  interface Window {
    observed: Observed
  }
  /** of the Event Timing API, which TypeScript's library leaves out here */
  interface PerformanceObserverInit {
    durationThreshold?: number
  }
}

// a function that is sent to the page has only what is within it
/* oxlint-disable unicorn/consistent-function-scoping */

/** Runs in the page, before anything of its own: so it must use nothing from outside of it. */
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

  const until = async (isThere: () => boolean, patience = 120_000) =>
    new Promise<number | undefined>((resolve) => {
      const begun = performance.now()
      const look = () => {
        if (isThere()) resolve(performance.now())
        else if (performance.now() - begun > patience) resolve(undefined)
        else requestAnimationFrame(look)
      }
      look()
    })
  const sure = async (isThere: () => boolean) => (await until(isThere)) ?? Number.NaN
  // looked for at changes of the document: a look in each frame has the browser make all of them, and costs a page that
  // rests between its answers some 30 ms until it is usable
  const drawn = async (isThere: () => boolean) =>
    new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return
        observer.disconnect()
        requestAnimationFrame(() => resolve(performance.now()))
      })
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ['disabled'] })
    })
  const list = () => document.querySelector('[role="feed"]')

  const observed: Observed = {
    usable: drawn(
      () =>
        document.querySelector('[role="feed"] article[aria-posinset="1"]') !== null &&
        document.querySelector('form textarea:enabled') !== null,
    ),
    read: async (place) =>
      sure(() => {
        const box = observed.scroller().getBoundingClientRect()
        return [0.3, 0.5, 0.7].every((part) => {
          const [x, y] = [box.left + box.width / 2, box.top + box.height * part]
          const article = document.elementFromPoint(x, y)?.closest('article[aria-posinset]')
          return Number(article?.getAttribute('aria-posinset') ?? 0) > place
        })
      }),
    saved: async (id, words) =>
      sure(() => {
        const article = document.getElementById(id)
        const isStill = article?.ariaBusy !== 'true' && article?.querySelector('textarea') === null
        return isStill && (article.textContent.includes(words) ?? false)
      }),
    arrived: async (words, patience) =>
      until(() => {
        const news = [...document.querySelectorAll('main button, main [role="status"]')]
        const isTold = news.some(({ textContent }) => /\d new event/.test(textContent ?? ''))
        const newest = list()?.querySelector('article[aria-posinset="1"]')
        return isTold || (newest?.textContent?.includes(words) ?? false)
      }, patience),
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

  const watch = (options: PerformanceObserverInit, take: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((entries) => entries.getEntries().forEach(take)).observe(options)
  watch({ type: 'largest-contentful-paint', buffered: true }, ({ startTime }) => {
    observed.largestPaint = startTime
  })
  watch({ type: 'longtask', buffered: true }, ({ duration }) => {
    observed.blocked += Math.max(0, duration - 50)
  })
  watch({ type: 'event', buffered: true, durationThreshold: 16 }, (entry) => {
    if (!(entry instanceof PerformanceEventTiming) || entry.interactionId === 0) return
    const { interactionId, duration } = entry
    observed.interactions.set(
      interactionId,
      Math.max(duration, observed.interactions.get(interactionId) ?? 0),
    )
  })
}

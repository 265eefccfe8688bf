import type { Page } from '@playwright/test'

/** Layout faults of a window; each list is empty if there is none. */
export interface LayoutFaults {
  /** elements that are wider than their container */
  readonly overflow: readonly string[]
  /** controls that cannot be brought into the window, or that something else covers while they have the focus */
  readonly unreachable: readonly string[]
  /** texts that something cuts off without an ellipsis, and selected values of which a part is invisible */
  readonly clipped: readonly string[]
}

/** Resizes the window, and waits until the page has been laid out for it. */
export async function resizeTo(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height })
  await settle(page)
}

/** Waits until the page has reacted to a change of size (observers do in the next frames), and nothing moves. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame)
    await Promise.allSettled(document.getAnimations().map(async ({ finished }) => finished))
  })
}

/** Returns the elements whose content is wider than they are, so that they scroll horizontally. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const scrollers = [...document.querySelectorAll('*')].filter(
      (element) =>
        element.scrollWidth > element.clientWidth + 1 &&
        ['auto', 'scroll'].includes(getComputedStyle(element).overflowX) &&
        element.checkVisibility({ visibilityProperty: true }),
    )
    const { scrollWidth } = document.documentElement
    return [
      ...(scrollWidth > innerWidth ? [`the page: ${scrollWidth} of ${innerWidth}`] : []),
      ...scrollers.map((element) => `${element.tagName} ${element.className}: ${element.scrollWidth}`),
    ]
  })
}

/** Focuses each control of the page (or of the open dialog or popover) in turn, and returns the layout faults. */
export async function layoutFaults(page: Page): Promise<LayoutFaults> {
  await settle(page)
  const controlFaults = await page.evaluate(() => {
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true })

    /** The controls that can have the focus now; of a long list the first few, which are like the others. */
    function controls(): HTMLElement[] {
      const opened =
        [...document.querySelectorAll('dialog:modal, [aria-modal="true"], :popover-open')].at(-1) ?? document
      const focusable = 'a[href], button, input, select, textarea, [tabindex], summary'
      return [...opened.querySelectorAll<HTMLElement>(focusable)].filter(
        (element) =>
          element.tabIndex >= 0 &&
          !element.matches(':disabled, input[type="radio"]:not(:checked)') &&
          element.closest('[inert]') === null &&
          element.closest('article[aria-posinset]:nth-child(n + 5), [role="option"]:nth-child(n + 3)') ===
            null &&
          isShown(element),
      )
    }

    /** Whether some point of an element is in the window with nothing else above it. */
    function isUncovered(element: Element): boolean {
      const { left, top, right, bottom } = element.getBoundingClientRect()
      const box = {
        left: Math.max(left, 0),
        top: Math.max(top, 0),
        right: Math.min(right, innerWidth),
        bottom: Math.min(bottom, innerHeight),
      }
      if (box.left >= box.right || box.top >= box.bottom) return false
      const shares = [0.5, 0.12, 0.88]
      return shares.some((across) =>
        shares.some((down) => {
          const x = box.left + (box.right - box.left) * across
          const y = box.top + (box.bottom - box.top) * down
          const hit = document.elementFromPoint(x, y)
          return hit !== null && (element.contains(hit) || hit.contains(element) || isLabelOf(hit, element))
        }),
      )
    }
    const isLabelOf = (hit: Element, element: Element) => hit.closest('label')?.contains(element) === true

    function unreachable(): string[] {
      const faults: string[] = []
      for (const control of controls()) {
        control.focus()
        if (document.activeElement !== control) continue
        const { left, right, top, bottom, height } = control.getBoundingClientRect()
        const isBeside = left < -1 || right > innerWidth + 1
        // an article may be taller than the window; a control may not
        const isAcross =
          control.tagName !== 'ARTICLE' && height <= innerHeight && (top < -1 || bottom > innerHeight + 1)
        if (isBeside)
          faults.push(`${name(control)}: beside the window, ${Math.round(left)} to ${Math.round(right)}`)
        else if (isAcross)
          faults.push(`${name(control)}: outside, ${Math.round(top)} to ${Math.round(bottom)}`)
        else if (!isUncovered(control)) faults.push(`${name(control)}: covered`)
      }
      return faults
    }

    function clipped(): string[] {
      const values = [
        ...document.querySelectorAll<HTMLElement>('form [role="combobox"][aria-haspopup="listbox"] > span'),
      ]
      return values
        .filter((value) => getComputedStyle(value).visibility === 'visible' && isShown(value))
        .filter(
          (value) =>
            value.textContent !== '' && value.scrollWidth > value.clientWidth && value.clientWidth > 0,
        )
        .map((value) => `${value.textContent}: ${value.clientWidth} of ${value.scrollWidth}`)
    }

    /** Texts that go beyond the window, or of which the ellipsis is all that is left. */
    function cutOff(): string[] {
      const opened = [...document.querySelectorAll('dialog:modal, :popover-open')].at(-1) ?? document
      const hasEllipsis = (element: Element | null): boolean =>
        element !== null &&
        ((getComputedStyle(element).textOverflow === 'ellipsis' &&
          element.getBoundingClientRect().right <= innerWidth + 1 &&
          element.clientWidth >= 16) ||
          hasEllipsis(element.parentElement))
      return [...opened.querySelectorAll<HTMLElement>('main *, aside *, dialog *')]
        .filter(
          (element) =>
            [...element.childNodes].some(
              ({ nodeType, textContent }) => nodeType === Node.TEXT_NODE && (textContent ?? '').trim() !== '',
            ) &&
            element.closest('[inert]') === null &&
            isShown(element),
        )
        .filter((element) => {
          const { left, right, width, height } = element.getBoundingClientRect()
          // a text for assistive technology alone takes one pixel
          if (width <= 1 && height <= 1) return false
          const isSqueezed =
            getComputedStyle(element).textOverflow === 'ellipsis' &&
            element.clientWidth < 16 &&
            element.scrollWidth > element.clientWidth + 1
          return (isSqueezed || (left < innerWidth && right > innerWidth + 1)) && !hasEllipsis(element)
        })
        .map((element) => `${name(element)}: cut off, ${Math.round(element.getBoundingClientRect().right)}`)
    }

    return { unreachable: unreachable(), clipped: [...clipped(), ...cutOff()] }
  })
  return { overflow: await overflow(page), ...controlFaults }
}

/** The share of the main part's height in which the timeline's events are visible, and how many events begin in it. */
export async function visibleList(
  page: Page,
): Promise<{ readonly share: number; readonly px: number; readonly events: number }> {
  return page.evaluate(() => {
    const feed = document.querySelector('[role="feed"]')
    const main = document.querySelector('main')
    if (feed === null || main === null) return { share: 0, px: 0, events: 0 }
    const middle = main.getBoundingClientRect().left + main.clientWidth / 2
    let px = 0
    const events = new Set<Element>()
    const step = 2
    // what is at the middle of every other line of pixels is what the user sees there
    for (let y = 0; y < innerHeight; y += step) {
      const hit = document.elementFromPoint(middle, y)
      const isList =
        hit !== null && (feed.contains(hit) || hit.contains(feed)) && y >= feed.getBoundingClientRect().top
      const isDayHeader =
        hit?.closest('h2') !== null && hit?.closest('[aria-hidden]')?.parentElement?.contains(feed) === true
      if (isList || isDayHeader) px += step
      const article = hit?.closest('[role="feed"] article')
      if (article) events.add(article)
    }
    return { share: px / main.clientHeight, px, events: events.size }
  })
}

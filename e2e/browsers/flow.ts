import * as z from 'zod/mini'
import { expect, test as story } from '../support/story.ts'
import { waitFor, type BrowserWindow } from './browser-window.ts'
import { startFirefox } from './firefox.ts'
import { startWebKit } from './webkit.ts'

/** A button by its accessible name; `within`: the text of the article that holds it. */
interface ButtonQuery {
  readonly name: string
  readonly within?: string
}

/** The actions of a user in a window, and the text that they see. */
export interface Person {
  readonly open: (path: string) => Promise<void>
  /** clicks a button with the mouse once it exists and does not move */
  readonly click: (button: ButtonQuery) => Promise<void>
  /** the text of the page */
  readonly text: () => Promise<string>
}

const point = z.nullable(z.object({ x: z.int(), y: z.int() }))

/** Runs in the page: scrolls to a button, and returns its middle if nothing covers it. */
function findButton({ name, within }: ButtonQuery) {
  const places =
    within === undefined
      ? [document.body]
      : [...document.querySelectorAll('article')].filter(({ textContent }) => textContent.includes(within))
  const button = places
    .flatMap((place) => [...place.querySelectorAll('button')])
    .find((one) => (one.getAttribute('aria-label') ?? one.innerText).startsWith(name))
  if (button === undefined) return null
  button.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = button.getBoundingClientRect()
  const middle = { x: Math.round(left + width / 2), y: Math.round(top + height / 2) }
  return button.contains(document.elementFromPoint(middle.x, middle.y)) ? middle : null
}

function createPerson(window: BrowserWindow, address: string): Person {
  return {
    open: async (path) => window.open(`${address}${path}`),
    click: async (button) => {
      const call = `(${String(findButton)})(${JSON.stringify(button)})`
      let before: z.output<typeof point> = null
      const { x, y } = await waitFor(async () => {
        const middle = point.parse(await window.evaluate(call))
        const isStill = middle?.x === before?.x && middle?.y === before?.y
        before = middle
        return isStill && middle !== null ? middle : undefined
      }, `the button “${button.name}”`)
      const actions = [
        { type: 'pointerMove', x, y, duration: 50 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await window.perform([{ type: 'pointer', id: 'mouse', actions }])
    },
    text: async () => z.string().parse(await window.evaluate('document.body.innerText')),
  }
}

/** Flows of Giulia, a user of the demo, who is signed in. */
export const test = story.extend<object, { readonly giulia: Person }>({
  giulia: [
    async ({ address }, use, { project }) => {
      const start = project.name === 'firefox' ? startFirefox : startWebKit
      const window = await start()
      const giulia = createPerson(window, address)
      await giulia.open('/')
      await giulia.click({ name: 'Giulia Rossi' })
      await expect.poll(giulia.text).toContain('All saved')
      await use(giulia)
      await window.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

export { expect }

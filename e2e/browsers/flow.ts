import * as z from 'zod/mini'
import { expect, test as story } from '../support/story.ts'
import { waitFor, type BrowserWindow } from './browser-window.ts'
import { engines } from './engines.ts'

/** A control, identified by the beginning of its accessible name; `within` is text of the article that contains it. */
interface ControlQuery {
  readonly name: string
  readonly within?: string
  /** how far down the control a click is, from 0 to 1; default in the middle */
  readonly height?: number
}

/** The actions of a user in a window, and what they see. */
export interface Person {
  readonly open: (path: string) => Promise<void>
  /** signs the previous user out and a user of the demo in, who is chosen by full name */
  readonly signIn: (name: string) => Promise<void>
  /** clicks a control with the mouse once it exists and does not move */
  readonly click: (control: ControlQuery) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** presses keys together, such as `Control` and `Enter` */
  readonly press: (...keys: readonly string[]) => Promise<void>
  /** the text of the page */
  readonly text: () => Promise<string>
  /** the value of a JavaScript expression in the page */
  readonly evaluate: BrowserWindow['evaluate']
}

const point = z.nullable(z.object({ x: z.int(), y: z.int() }))

/** Runs in the page: scrolls to a control, and returns the place to click if nothing covers it. */
function findControl({ name, within, height: share = 0.5 }: ControlQuery) {
  const nameOf = (one: HTMLElement) => {
    const labelIds = one.getAttribute('aria-labelledby')?.split(' ') ?? []
    // a hidden label is part of the name too
    const labels = labelIds.map((id) => document.getElementById(id)?.textContent ?? '')
    if (one instanceof HTMLInputElement)
      labels.push(...[...(one.labels ?? [])].map((label) => label.innerText))
    return (one.getAttribute('aria-label') ?? (labels.join(' ') || one.innerText)).trim()
  }
  const places =
    within === undefined
      ? [document]
      : [...document.querySelectorAll('article')].filter(({ textContent }) => textContent.includes(within))
  const controls = places
    .flatMap((place) => [
      ...place.querySelectorAll<HTMLElement>(
        'a, button, input, textarea, [role=combobox], [role=option], [role=slider]',
      ),
    ])
    .filter((one) => one.checkVisibility() && nameOf(one).startsWith(name))
  const control = controls.find((one) => nameOf(one) === name) ?? controls[0]
  if (control === undefined) return null
  control.scrollIntoView({ block: 'nearest' })
  const { left, top, width, height } = control.getBoundingClientRect()
  const place = { x: Math.round(left + width / 2), y: Math.round(top + height * share) }
  const hit = document.elementFromPoint(place.x, place.y)
  const isHit = control.contains(hit) || hit?.closest('label')?.control === control
  return isHit ? place : null
}

function createPerson(window: BrowserWindow, address: string): Person {
  const press = async (...keys: readonly string[]) => window.press(keys)
  const person: Person = {
    open: async (path) => window.open(new URL(path, address).href),
    signIn: async (name) => {
      await person.open('/')
      await expect.poll(person.text).toMatch(/All saved|Sign in/)
      if ((await person.text()).includes('All saved')) {
        await person.click({ name: 'Account menu' })
        await person.click({ name: 'Sign out' })
      }
      await person.click({ name })
      await expect.poll(person.text).toContain('All saved')
    },
    click: async (control) => {
      const call = `(${String(findControl)})(${JSON.stringify(control)})`
      let before: z.output<typeof point> = null
      const { x, y } = await waitFor(async () => {
        const place = point.parse(await window.evaluate(call))
        const isStill = place?.x === before?.x && place?.y === before?.y
        before = place
        return isStill && place !== null ? place : undefined
      }, `the control “${control.name}”`)
      await window.click({ x, y })
    },
    type: async (text) => {
      for (const character of text) await press(character)
    },
    press,
    text: async () => z.string().parse(await window.evaluate("document.body?.innerText ?? ''")),
    evaluate: window.evaluate,
  }
  return person
}

/** Flows of a user of the demo in one window for all of them. */
export const test = story.extend<object, { readonly user: Person }>({
  user: [
    async ({ address }, use, { project }) => {
      const engine = engines.find(({ name }) => name === project.name)
      if (engine === undefined) throw new Error(`There is no engine ${project.name}.`)
      const window = await engine.start()
      await use(createPerson(window, address))
      await window.close()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

export { expect }

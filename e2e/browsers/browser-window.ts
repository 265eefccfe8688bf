/** The window of a browser, whatever controls it. */
export interface BrowserWindow {
  /** opens an address, and resolves once the page is loaded */
  readonly open: (address: string) => Promise<void>
  /** the value of a JavaScript expression in the page, as far as JSON can represent it */
  readonly evaluate: (expression: string) => Promise<unknown>
  /** clicks a place of the window with the mouse */
  readonly click: (place: { readonly x: number; readonly y: number }) => Promise<void>
  /** presses keys together: characters, and the keys of `namedKeys` */
  readonly press: (keys: readonly string[]) => Promise<void>
  /** ends the browser */
  readonly close: () => Promise<void>
}

/** WebDriver's code points of the keys that have no character. */
const namedKeys: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Control: '\uE009',
  Escape: '\uE00C',
}

/** Mouse and keyboard by "Perform Actions", which is the same in WebDriver and in WebDriver BiDi. */
export function webDriverInput(
  perform: (sources: readonly object[]) => Promise<unknown>,
): Pick<BrowserWindow, 'click' | 'press'> {
  return {
    click: async ({ x, y }) => {
      const actions = [
        { type: 'pointerMove', x, y, duration: 50 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]
      await perform([{ type: 'pointer', id: 'mouse', actions }])
    },
    press: async (keys) => {
      const values = keys.map((key) => namedKeys[key] ?? key)
      const actions = [
        ...values.map((value) => ({ type: 'keyDown', value })),
        ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
      ]
      await perform([{ type: 'key', id: 'keyboard', actions }])
    },
  }
}

/** Resolves with the first value of `read` that is not `undefined`; rejects after a minute. */
export async function waitFor<Value>(read: () => Promise<Value | undefined>, what: string): Promise<Value> {
  const until = performance.now() + 60_000
  for (;;) {
    const value = await read()
    if (value !== undefined) return value
    if (performance.now() > until) throw new Error(`${what}: not there after a minute`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

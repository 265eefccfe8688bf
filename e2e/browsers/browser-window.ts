/** The window of a browser, as both protocols of WebDriver can control it. */
export interface BrowserWindow {
  /** opens an address, and resolves once the page is loaded */
  readonly open: (address: string) => Promise<void>
  /** the value of a JavaScript expression in the page, as far as JSON can represent it */
  readonly evaluate: (expression: string) => Promise<unknown>
  /** "Perform Actions", which is the same in WebDriver and in WebDriver BiDi */
  readonly perform: (sources: readonly InputSource[]) => Promise<void>
  /** ends the browser */
  readonly close: () => Promise<void>
}

export interface InputSource {
  readonly type: 'pointer'
  readonly id: string
  readonly actions: readonly object[]
}

/** Resolves with the first value of `read` that is not `undefined`; rejects after half a minute. */
export async function waitFor<Value>(read: () => Promise<Value | undefined>, what: string): Promise<Value> {
  const until = performance.now() + 30_000
  for (;;) {
    const value = await read()
    if (value !== undefined) return value
    if (performance.now() > until) throw new Error(`${what}: not there after 30 seconds`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

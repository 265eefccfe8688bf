import * as z from 'zod/mini'

/** Milliseconds after which a task runs if the browser is never idle, or cannot tell. */
const idleTimeoutMs = 5_000

/** Calls a function once the browser is idle; returns a function that cancels the call. */
export function whenIdle(task: () => void): () => void {
  // Safari has no `requestIdleCallback`
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(task, idleTimeoutMs)
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(task, { timeout: idleTimeoutMs })
  return () => cancelIdleCallback(handle)
}

/** The Network Information API, which only some browsers have. */
const connection = z.object({ connection: z.object({ saveData: z.boolean() }) })

/** Whether the user asked the browser to transfer little data (Save-Data). */
export function savesData(): boolean {
  return (
    connection.safeParse({ connection: Reflect.get(navigator, 'connection') }).data?.connection.saveData ===
    true
  )
}

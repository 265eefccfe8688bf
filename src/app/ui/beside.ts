import { lazy, type ComponentType } from 'react'

/**
 * A component whose script is no part of the first one: it is asked for at once, beside the first answers of the
 * service, and shown when it has come (below a `Suspense`). A failed load is tried once more when it is shown.
 */
export function beside<Props>(load: () => Promise<ComponentType<Props>>) {
  const loading = load()
  // told when it is shown, if it still fails then
  loading.catch(() => undefined)
  return lazy(async () => ({ default: await loading.catch(load) }))
}

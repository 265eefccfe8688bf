import { lazy, type ComponentType } from 'react'
import { withWords } from '../i18n/i18n.ts'

/**
 * A component whose script is no part of the first one: it is asked for at once, beside the first answers of the
 * service, and shown when it has come (below a `Suspense`). A failed load is tried once more when it is shown.
 */
export function beside<Props>(load: () => Promise<ComponentType<Props>>) {
  const loading = withWords(load)
  // told when it is shown, if it still fails then
  loading.catch(() => undefined)
  return lazy(async () => ({ default: await loading.catch(async () => withWords(load)) }))
}

/** A component that few visits need: its script is asked for when it is to be shown (below a `Suspense`). */
export function onDemand<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await withWords(load) }))
}

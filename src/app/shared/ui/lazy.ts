import { lazy, type ComponentType } from 'react'
import { loadWithMessages } from '../i18n/i18n.ts'

/**
 * A component whose script is no part of the first one: it is asked for at once, beside the first answers of the
 * service, and shown when it has come (below a `Suspense`). A failed load is tried once more when it is shown.
 */
export function lazyWithPreload<Props>(load: () => Promise<ComponentType<Props>>) {
  const loading = loadWithMessages(load)
  // told when it is shown, if it still fails then
  loading.catch(() => undefined)
  return lazy(async () => ({ default: await loading.catch(async () => loadWithMessages(load)) }))
}

/** A component that few visits need: its script is asked for when it is to be shown (below a `Suspense`). */
export function lazyComponent<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await loadWithMessages(load) }))
}

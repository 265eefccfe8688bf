import { lazy, type ComponentType } from 'react'
import { loadWithMessages } from '../i18n/i18n.ts'

/**
 * Returns a component outside the initial bundle. Its chunk loads at once, in parallel with the first requests to the
 * service, and the component renders when it has loaded (below a `Suspense`). A failed load is retried once on the
 * first render.
 */
export function lazyWithPreload<Props>(load: () => Promise<ComponentType<Props>>) {
  const loading = loadWithMessages(load)
  // a repeated failure is thrown when the component renders
  loading.catch(() => undefined)
  return lazy(async () => ({ default: await loading.catch(async () => loadWithMessages(load)) }))
}

/** Returns a component that few visits need: its chunk loads on the first render (below a `Suspense`). */
export function lazyComponent<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazy(async () => ({ default: await loadWithMessages(load) }))
}

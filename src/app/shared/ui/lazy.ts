import { lazy, type ComponentType } from 'react'
import { loadWithMessages } from '../i18n/i18n.ts'

/**
 * Returns a component outside the initial bundle. Its chunk loads at once if this page needs it (index.html then names
 * it too), otherwise on the first render (below a `Suspense`). A failed load is retried once on the first render.
 */
export function lazyWithPreload<Props>(load: () => Promise<ComponentType<Props>>, { when = true } = {}) {
  const loading = when ? loadWithMessages(load) : undefined
  // a repeated failure is thrown when the component renders
  loading?.catch(() => undefined)
  return lazy(async () => ({
    default: await (loading?.catch(async () => loadWithMessages(load)) ?? loadWithMessages(load)),
  }))
}

/** Returns a component that few visits need: its chunk loads on the first render (below a `Suspense`). */
export function lazyComponent<Props>(load: () => Promise<ComponentType<Props>>) {
  return lazyWithPreload(load, { when: false })
}

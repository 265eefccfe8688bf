import { useSyncExternalStore } from 'react'
import { createListeners } from '../store.ts'

/**
 * The arrangement of the page for its size. The stylesheets query the containers `app` and `main` with the same limits;
 * a component uses this hook only if its elements differ, not just their style.
 */
export interface PageLayout {
  /** the lead picker: beside the main part, in a drawer over it, or a screen of its own */
  readonly picker: 'beside' | 'drawer' | 'screen'
  /** whether the main part is so short that its header is one line and the composer a bar */
  readonly isShort: boolean
  /** whether header, list and bar scroll together, because a fixed header would leave too little of the list */
  readonly scrollsAsPage: boolean
  /** whether the composer is a bar that opens a sheet */
  readonly hasComposerBar: boolean
  /** whether the main part is as narrow as a phone */
  readonly isNarrow: boolean
  /** whether even the icons of a header of one line do not all fit */
  readonly isTight: boolean
  /** whether there is room for the date scale next to the list */
  readonly hasScale: boolean
  /** whether there is room for two columns of tables */
  readonly hasColumns: boolean
}

// one observer for all components, because adding one takes longer than rendering a row
const listeners = createListeners()
let current: PageLayout | undefined
let probe: HTMLElement | undefined

/** Returns the page's layout; the component renders again when it changes. */
export function usePageLayout(): PageLayout {
  return useSyncExternalStore(subscribe, pageLayout)
}

function pageLayout(): PageLayout {
  return (current ??= layoutFor(measureRems()))
}

/** Returns the layout of a page of this size, in rem. */
export function layoutFor({
  width,
  height,
}: {
  readonly width: number
  readonly height: number
}): PageLayout {
  const picker = width >= 60 ? 'beside' : width >= 43.75 ? 'drawer' : 'screen'
  const mainWidth = picker === 'beside' ? width - Math.min(20, Math.max(16, 0.26 * width)) : width
  const isShort = height < 35
  return {
    picker,
    isShort,
    scrollsAsPage: height < 20 || (picker === 'screen' && !isShort),
    hasComposerBar: isShort || picker === 'screen',
    isNarrow: mainWidth < 35,
    isTight: mainWidth < 25,
    hasScale: !isShort && mainWidth >= 55,
    hasColumns: mainWidth >= 60,
  }
}

/** Measures the page, which fills the window, in rem: a larger text leaves room for less. */
function measureRems() {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return { width: innerWidth / rem, height: innerHeight / rem }
}

function update(): void {
  const next = layoutFor(measureRems())
  if (JSON.stringify(next) === JSON.stringify(current)) return
  current = next
  listeners.notify()
}

function subscribe(listener: () => void): () => void {
  if (probe === undefined) {
    probe = document.createElement('div')
    Object.assign(probe.style, { position: 'absolute', inlineSize: '1rem', visibility: 'hidden' })
    document.body.append(probe)
    // the size of the text can change without the window's
    new ResizeObserver(update).observe(probe)
    window.addEventListener('resize', update)
  }
  return listeners.subscribe(listener)
}

// oxlint-disable-next-line import/no-unassigned-import -- it adds its matchers to vitest's `expect`
import '@testing-library/jest-dom/vitest'
// oxlint-disable-next-line import/no-unassigned-import -- jsdom has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { cleanup, configure, prettyDOM } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { cacheStyles } from './cached-style.ts'

/*
 * Files share a worker, its jsdom and the packages, because loading them took most of a file's time. Each file starts
 * in the state of a browser that opens the page for the first time: the page's modules are evaluated again, the clock
 * runs, the document is empty, and nothing is stored.
 */
vi.useRealTimers()
vi.resetModules()
localStorage.clear()
sessionStorage.clear()
window.history.replaceState(null, '', '/')
for (const element of [document.documentElement, document.body]) {
  for (const name of element.getAttributeNames()) element.removeAttribute(name)
}
document.head.replaceChildren()
document.body.replaceChildren()
const { loadWithMessages } = await import('../app/shared/i18n/i18n.ts')
const { watchCompositions } = await import('../app/shared/ui/input-composition.ts')

afterEach(cleanup)
watchCompositions()
cacheStyles()

// a test of a component does not load the script with the component's messages
await loadWithMessages(async () => Promise.resolve())

configure({
  // the real service may be slow on a machine that is busy with other tests
  asyncUtilTimeout: 30_000,
  // a waiting query fails many times before it succeeds, and printing the document each time took a quarter of the
  // CPU time of these tests: it is printed only when something reads the message
  getElementError(message, container) {
    const error = new Error(message ?? '')
    error.name = 'TestingLibraryElementError'
    const setMessage = (text: string) =>
      Object.defineProperty(error, 'message', { value: text, writable: true })
    return Object.defineProperty(error, 'message', {
      configurable: true,
      get: () => {
        const text = [message, prettyDOM(container)].filter(Boolean).join('\n\n')
        setMessage(text)
        return text
      },
      set: setMessage,
    })
  },
})

/**
 * jsdom has no `showModal`. This one opens the dialog, moves the focus into it and back, and lets Escape request the
 * close unless an input method uses the key. In a test without layout, our dialogs need nothing else of a modal
 * dialog.
 */
HTMLDialogElement.prototype.showModal = function showModal() {
  const before = document.activeElement
  this.open = true
  const first = this.querySelector<HTMLElement>('[autofocus], input, textarea, select, button')
  ;(first ?? this).focus()
  const requestClose = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (this.dispatchEvent(new Event('cancel', { cancelable: true }))) this.close()
  }
  this.addEventListener('keydown', requestClose)
  this.close = () => {
    if (!this.open) return
    this.open = false
    this.removeEventListener('keydown', requestClose)
    this.dispatchEvent(new Event('close'))
    if (before instanceof HTMLElement) before.focus()
  }
}

// jsdom has no popovers, but hides some of them by its default style
HTMLElement.prototype.showPopover = function showPopover() {
  this.style.display = 'block'
}

// jsdom is American: tests show the dates of Europe
Object.defineProperty(navigator, 'languages', { configurable: true, value: ['en-GB', 'en'] })

// jsdom has no layout, so there is nothing to scroll
Element.prototype.scrollIntoView = () => undefined

// jsdom has no width for a media query: tests show the wide page
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })

// jsdom has no sizes that could change
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

// nor locks between tabs, like a browser on a page over plain HTTP
Object.defineProperty(window, 'isSecureContext', { configurable: true, value: false })

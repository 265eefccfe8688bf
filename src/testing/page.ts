// oxlint-disable-next-line import/no-unassigned-import -- it adds its matchers to vitest's `expect`
import '@testing-library/jest-dom/vitest'
// oxlint-disable-next-line import/no-unassigned-import -- jsdom has no IndexedDB: this puts one where the browser has it
import 'fake-indexeddb/auto'
import { cleanup, configure, prettyDOM } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { cacheStyles } from './cached-style.ts'

/*
 * Files share a worker, its jsdom and the packages, whose loading took most of a file's time. Each file starts with what
 * a browser has that opens the page for the first time: the page's own modules are evaluated again, the clock runs, the
 * document is empty, and nothing is stored.
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

afterEach(cleanup)
cacheStyles()

// a component is rendered without the script that loads its words
await loadWithMessages(async () => Promise.resolve())

configure({
  // the real service answers, on a machine that may be busy with other tests
  asyncUtilTimeout: 30_000,
  // a query that waits fails many times before it succeeds: printing the document each time took a quarter of the CPU
  // time of these tests, so it is printed only for an error that somebody reads
  getElementError(message, container) {
    const error = new Error(message ?? '')
    error.name = 'TestingLibraryElementError'
    const show = (text: string) => Object.defineProperty(error, 'message', { value: text, writable: true })
    return Object.defineProperty(error, 'message', {
      configurable: true,
      get: () => {
        const text = [message, prettyDOM(container)].filter(Boolean).join('\n\n')
        show(text)
        return text
      },
      set: show,
    })
  },
})

/**
 * jsdom has no `showModal`: this one opens the dialog, moves the focus into it and gives it back, and lets Escape ask
 * for the close unless an input method uses it, which is all that our dialogs are to browsers' modal ones in a test without
 * layout.
 */
HTMLDialogElement.prototype.showModal = function showModal() {
  const before = document.activeElement
  this.open = true
  const first = this.querySelector<HTMLElement>('[autofocus], input, textarea, select, button')
  ;(first ?? this).focus()
  const askToClose = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (this.dispatchEvent(new Event('cancel', { cancelable: true }))) this.close()
  }
  this.addEventListener('keydown', askToClose)
  this.close = () => {
    if (!this.open) return
    this.open = false
    this.removeEventListener('keydown', askToClose)
    this.dispatchEvent(new Event('close'))
    if (before instanceof HTMLElement) before.focus()
  }
}

// jsdom has no popovers: in a test what is rendered is shown
HTMLElement.prototype.showPopover = () => undefined

// jsdom has no layout, so nothing to scroll
Element.prototype.scrollIntoView = () => undefined

// nor a width that a query could ask for: the page of a test is a wide one
window.matchMedia = (media) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
  })

// nor a size that could change
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

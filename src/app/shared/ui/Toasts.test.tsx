import { act, fireEvent, render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { announce } from './announce.ts'
import { showToast } from './show-toast.ts'
import { Dialog } from './Dialog.tsx'
import { Toasts } from './Toasts.tsx'

beforeEach(() => {
  vi.useFakeTimers()
})

afterEach(() => {
  pass(60_000)
  vi.useRealTimers()
})

function pass(milliseconds: number) {
  act(() => {
    vi.advanceTimersByTime(milliseconds)
  })
}

/** Moves the pointer onto a toast, or away (`null`): jsdom caches the result of its own `:hover`. */
function hover(toast: Element | null) {
  const list = screen.getByRole('log', { name: /Notifications/ })
  vi.spyOn(list, 'querySelector').mockImplementation(() => (list.contains(toast) ? toast : null))
  if (toast !== null) fireEvent.pointerEnter(toast)
}

function show(toast: Parameters<typeof showToast>[0]) {
  let close = () => {}
  act(() => {
    close = showToast(toast)
  })
  return () => act(close)
}

function undo(onPress = () => {}) {
  return { label: 'Undo', name: 'Undo deletion of “Rang”', shortcut: 'Z', onPress } as const
}

/** Renders a text field before the toasts. */
function renderWithField() {
  render(
    <main tabIndex={-1}>
      <input />
      <Toasts />
    </main>,
  )
  return screen.getByRole('textbox')
}

it('announces a toast politely, and closes it after its time', () => {
  const onClose = vi.fn<(by: string) => void>()
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000, onClose })
  expect(screen.getByRole('log', { name: /Notifications/ })).toHaveTextContent('Event deleted')
  pass(9_999)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  pass(1)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
  expect(onClose).toHaveBeenCalledExactlyOnceWith('time')
})

it('pauses while the focus is on the toast, and then continues with the remaining time', () => {
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000, action: undo() })
  pass(6_000)
  act(() => screen.getByRole('button', { name: 'Undo deletion of “Rang”' }).focus())
  pass(60_000)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  act(() => screen.getByRole('button', { name: 'Undo deletion of “Rang”' }).blur())
  pass(3_999)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  pass(1)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('pauses while the pointer is on the toast, but not after a touch or in a hidden page', () => {
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000 })
  hover(screen.getByText('Event deleted'))
  pass(60_000)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  hover(null)
  pass(10_000)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()

  show({ text: 'Touched', milliseconds: 10_000 })
  hover(screen.getByText('Touched'))
  const touch = vi
    .spyOn(window, 'matchMedia')
    .mockReturnValue(Object.assign(matchMedia('(hover: none)'), { matches: true }))
  pass(10_000)
  touch.mockRestore()
  expect(screen.queryByText('Touched')).not.toBeInTheDocument()

  show({ text: 'Unseen', milliseconds: 10_000 })
  hover(screen.getByText('Unseen'))
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  pass(10_000)
  hidden.mockRestore()
  expect(screen.queryByText('Unseen')).not.toBeInTheDocument()
})

it('pauses for at most ten times its own time', () => {
  const onClose = vi.fn<(by: string) => void>()
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000, onClose })
  hover(screen.getByText('Event deleted'))
  act(() => screen.getByRole('button', { name: 'Dismiss notification' }).focus())
  pass(109_999)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  pass(1)
  expect(onClose).toHaveBeenCalledExactlyOnceWith('time')
})

it.each(['Undo deletion of “Rang”', 'Dismiss notification'])(
  'closes after its time if an earlier toast was closed with the focus and the pointer on its button %s',
  (name) => {
    render(<Toasts />)
    show({ text: 'First', milliseconds: 10_000, action: undo() })
    const button = screen.getByRole('button', { name })
    act(() => button.focus())
    hover(button)
    fireEvent.click(button)
    show({ text: 'Second', milliseconds: 10_000 })
    pass(10_000)
    expect(screen.queryByText('Second')).not.toBeInTheDocument()
  },
)

it('keeps its remaining time if the computer’s clock is set back', () => {
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000 })
  pass(5_000)
  vi.setSystemTime(Date.now() - 3_600_000)
  act(() => screen.getByRole('button', { name: 'Dismiss notification' }).focus())
  act(() => screen.getByRole('button', { name: 'Dismiss notification' }).blur())
  pass(5_000)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('runs its action once, and closes', () => {
  const onPress = vi.fn<() => void>()
  const onClose = vi.fn<(by: string) => void>()
  render(<Toasts />)
  show({ text: 'Event deleted', action: undo(onPress), onClose })
  fireEvent.click(screen.getByRole('button', { name: 'Undo deletion of “Rang”' }))
  pass(60_000)
  expect(onPress).toHaveBeenCalledOnce()
  expect(onClose).toHaveBeenCalledExactlyOnceWith('action')
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('closes when its caller closes it, and by its close button', () => {
  render(<Toasts />)
  const close = show({ text: 'First' })
  show({ text: 'Second' })
  close()
  expect(screen.queryByText('First')).not.toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  expect(screen.queryByText('Second')).not.toBeInTheDocument()
})

it('announces each toast once, by what happened, what its button does and how to reach it', () => {
  render(<Toasts />)
  // a status region is atomic: with the second toast, the first would be read again
  const log = screen.getByRole('log', { name: 'Notifications (F8)' })
  expect(log).not.toHaveAttribute('aria-atomic')
  show({ text: 'Event deleted', action: undo() })
  show({ text: 'Hidden by your filters.', action: { label: 'Show', name: 'Show “Rang”', onPress: () => {} } })
  const [deleted, hidden] = within(log).getAllByRole('group')
  expect(deleted).toHaveAccessibleName('Event deleted')
  expect(deleted).toHaveTextContent('Ctrl Z')
  expect(screen.getByRole('button', { name: 'Undo deletion of “Rang”' })).toHaveAttribute(
    'aria-keyshortcuts',
    'Meta+Z Control+Z',
  )
  expect(hidden).toHaveTextContent('F8')
})

it('moves the focus to the newest toast with F8, then to earlier ones, and back with Escape', () => {
  const field = renderWithField()
  show({ text: 'First' })
  show({ text: 'Second', action: undo() })
  act(() => field.focus())
  fireEvent.keyDown(field, { key: 'F8' })
  expect(screen.getByRole('button', { name: 'Undo deletion of “Rang”' })).toHaveFocus()
  fireEvent.keyDown(document.activeElement ?? field, { key: 'F8' })
  expect(within(screen.getByRole('group', { name: 'First' })).getByRole('button')).toHaveFocus()
  fireEvent.keyDown(document.activeElement ?? field, { key: 'Escape' })
  expect(field).toHaveFocus()
  expect(screen.getByText('Second')).toBeInTheDocument()
})

it('returns the focus when the focused toast closes, by its button, its caller or its time', () => {
  const field = renderWithField()
  const focusToast = () => fireEvent.keyDown(document.activeElement ?? document, { key: 'F8' })
  act(() => field.focus())
  show({ text: 'First' })
  focusToast()
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  expect(field).toHaveFocus()
  const close = show({ text: 'Second' })
  focusToast()
  close()
  expect(field).toHaveFocus()
  show({ text: 'Third', milliseconds: 1_000 })
  focusToast()
  pass(11_000)
  expect(field).toHaveFocus()
})

it('moves the focus to the main landmark if the element that had it is gone', () => {
  const page = (hasField: boolean) => (
    <main tabIndex={-1}>
      {hasField && <input />}
      <Toasts />
    </main>
  )
  const { rerender } = render(page(true))
  act(() => screen.getByRole('textbox').focus())
  show({ text: 'Event deleted' })
  fireEvent.keyDown(screen.getByRole('textbox'), { key: 'F8' })
  rerender(page(false))
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss notification' }))
  expect(screen.getByRole('main')).toHaveFocus()
})

it('is in the open dialog, because everything outside it is inert, and outlives it', () => {
  const page = (isOpen: boolean) => (
    <>
      <Toasts />
      {isOpen && (
        <Dialog title="Details" onClose={() => {}}>
          text
        </Dialog>
      )}
    </>
  )
  const { rerender } = render(page(true))
  show({ text: 'Link copied', milliseconds: 10_000 })
  pass(4_000)
  expect(within(screen.getByRole('dialog')).getByText('Link copied')).toBeInTheDocument()
  rerender(page(false))
  pass(5_999)
  expect(screen.getByText('Link copied')).toBeInTheDocument()
  pass(1)
  expect(screen.queryByText('Link copied')).not.toBeInTheDocument()
})

it('announces a sentence without showing it, also in an open dialog', () => {
  render(
    <>
      <Toasts />
      <Dialog title="Details" onClose={() => {}}>
        text
      </Dialog>
    </>,
  )
  act(() => announce('Oldest events first'))
  const sentence = within(screen.getByRole('dialog')).getByText('Oldest events first')
  expect(sentence.closest('[role="log"]')).not.toHaveAttribute('aria-atomic')
  pass(5_000)
  expect(sentence).not.toBeInTheDocument()
})

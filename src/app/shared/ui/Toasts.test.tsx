import { act, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showToast } from './show-toast.ts'
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
  const list = screen.getByRole('status')
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

it('announces a toast politely, and closes it after its time', () => {
  const onClose = vi.fn<(by: string) => void>()
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000, onClose })
  expect(screen.getByRole('status')).toHaveTextContent('Event deleted')
  pass(9_999)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  pass(1)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
  expect(onClose).toHaveBeenCalledExactlyOnceWith('time')
})

it('pauses while the focus is on the toast, and then continues with the remaining time', () => {
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000, action: { label: 'Undo', onPress: () => {} } })
  pass(6_000)
  act(() => screen.getByRole('button', { name: 'Undo' }).focus())
  pass(60_000)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  act(() => screen.getByRole('button', { name: 'Undo' }).blur())
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
  act(() => screen.getByRole('button', { name: 'Close' }).focus())
  pass(109_999)
  expect(screen.getByText('Event deleted')).toBeInTheDocument()
  pass(1)
  expect(onClose).toHaveBeenCalledExactlyOnceWith('time')
})

it.each(['Undo', 'Close'])(
  'closes after its time if an earlier toast was closed with the focus and the pointer on its button %s',
  (name) => {
    render(<Toasts />)
    show({ text: 'First', milliseconds: 10_000, action: { label: 'Undo', onPress: () => {} } })
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
  act(() => screen.getByRole('button', { name: 'Close' }).focus())
  act(() => screen.getByRole('button', { name: 'Close' }).blur())
  pass(5_000)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('runs its action once, and closes', () => {
  const onPress = vi.fn<() => void>()
  const onClose = vi.fn<(by: string) => void>()
  render(<Toasts />)
  show({ text: 'Event deleted', action: { label: 'Undo', onPress }, onClose })
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
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
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText('Second')).not.toBeInTheDocument()
})

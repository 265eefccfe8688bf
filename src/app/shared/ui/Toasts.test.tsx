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

/** Moves the pointer onto a message, or away (`null`): jsdom's own `:hover` remembers what it once answered. */
function hover(message: Element | null) {
  const list = screen.getByRole('status')
  vi.spyOn(list, 'querySelector').mockImplementation(() => (list.contains(message) ? message : null))
  if (message !== null) fireEvent.pointerEnter(message)
}

function show(toast: Parameters<typeof showToast>[0]) {
  let close = () => {}
  act(() => {
    close = showToast(toast)
  })
  return () => act(close)
}

it('says a message politely, and lets it go by itself', () => {
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

it('waits while the focus or the pointer rests on it, and then takes the time that was left', () => {
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

it('waits while the pointer is on it, but not where a touch only left its mark or nobody sees the page', () => {
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

it('waits for a pointer or a focus that was left there no longer than ten times its own time', () => {
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
  'goes by itself after an earlier one was taken away with the focus and the pointer on its button %s',
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

it('takes the time that was left where the clock of the computer is set back meanwhile', () => {
  render(<Toasts />)
  show({ text: 'Event deleted', milliseconds: 10_000 })
  pass(5_000)
  vi.setSystemTime(Date.now() - 3_600_000)
  act(() => screen.getByRole('button', { name: 'Close' }).focus())
  act(() => screen.getByRole('button', { name: 'Close' }).blur())
  pass(5_000)
  expect(screen.queryByText('Event deleted')).not.toBeInTheDocument()
})

it('does what its button says, once, and goes', () => {
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

it('goes when whoever showed it takes it away, or by its close button', () => {
  render(<Toasts />)
  const close = show({ text: 'First' })
  show({ text: 'Second' })
  close()
  expect(screen.queryByText('First')).not.toBeInTheDocument()
  fireEvent.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByText('Second')).not.toBeInTheDocument()
})

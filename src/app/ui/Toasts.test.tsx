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

import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { renderLead as openLeadOf } from '../../../testing/render-lead.tsx'
import { startService, testNow, type TestService } from '../../../testing/start-service.ts'
import { setLocale } from '../../shared/i18n/i18n.ts'

let service: TestService
let lead = ''
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

// 13:00 in Rome on a Monday
beforeEach(() => {
  vi.stubEnv('TZ', 'Europe/Rome')
  // the page reads the time zone again when it becomes visible
  document.dispatchEvent(new Event('visibilitychange'))
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(testNow) })
  lead = `dated-${++count}`
  return () => vi.useRealTimers()
})

afterEach(async () => {
  vi.unstubAllEnvs()
  document.dispatchEvent(new Event('visibilitychange'))
  await act(async () => setLocale('en'))
})

const openLead = async () => openLeadOf(service, lead)

it('sends no date unless one was chosen, so that a wrong clock has no effect', async () => {
  vi.setSystemTime(Date.parse(testNow) - 26 * 3_600_000)
  const { user, note, latest } = await openLead()
  await user.type(note, 'Rang.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect(await latest()).toMatchObject({ note: 'Rang.', date: testNow }))
})

it('offers common times, and says why one of them is not possible', async () => {
  const { user, form, choose, latest, note } = await openLead()
  await user.click(form.getByRole('combobox', { name: 'Date' }))
  const presets = form.getAllByRole('option', { name: /\d\d:\d\d/ })
  expect(presets.map((option) => option.textContent)).toEqual([
    '5 min ago, 12:55',
    'This morning, 09:00',
    'Yesterday, 15:00',
  ])
  await user.keyboard('{Escape}')
  await choose('Date', /5 min ago/)
  await user.type(note, 'Rang.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).date).toBe('2026-11-23T11:55:00.000Z'))
  await user.click(form.getByRole('combobox', { name: 'Date' }))
  const morning = form.getByRole('option', { name: /This morning/ })
  expect(morning).toHaveAttribute('aria-disabled', 'true')
  expect(morning).toHaveTextContent('Before the latest event, today 12:55')
})

it('keeps a choice that was made while a typed date was still being parsed', async () => {
  const { form, choose } = await openLead()
  await choose('Date', /Type a date/)
  fireEvent.change(form.getByRole('textbox', { name: 'When it happened' }), {
    target: { value: 'yesterday 3pm' },
  })
  fireEvent.click(form.getByRole('combobox', { name: 'Date' }))
  fireEvent.click(form.getByRole('option', { name: /^Now/ }))
  await act(async () => import('../../shared/dates/parse-typed-date.ts'))
  expect(form.getByRole('combobox', { name: 'Date' })).toHaveTextContent('Now')
  expect(form.queryByRole('textbox', { name: 'When it happened' })).not.toBeInTheDocument()
})

it('shows how it parsed a typed time, and uses it when Enter moves to the note', async () => {
  const { user, form, choose, latest, note } = await openLead()
  await choose('Date', /Type a date/)
  const when = form.getByRole('textbox', { name: 'When it happened' })
  expect(when).toHaveFocus()
  await user.type(when, 'yesterday 3pm')
  expect((await form.findByText(/– allowed/)).parentElement).toHaveTextContent(
    'yesterday, Sun 22 November 15:00 – allowed',
  )
  await user.keyboard('{Enter}')
  expect(note).toHaveFocus()
  await user.keyboard('Rang.{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).date).toBe('2026-11-22T14:00:00.000Z'))
})

it('parses Italian, and says why a time is not possible', async () => {
  const { user, form, choose } = await openLead()
  await act(async () => setLocale('it'))
  await choose('Data', /Scrivi la data/)
  await user.type(form.getByRole('textbox', { name: 'Quando è successo' }), 'ieri alle 10')
  expect((await form.findByText(/non consentita/)).parentElement).toHaveTextContent(
    'ieri, dom 22 novembre 10:00',
  )
  expect(form.getByText(/successiva all’ultimo evento, ieri 11:00/)).toBeVisible()
})

it('rejects typed text that it cannot parse', async () => {
  const { user, form, choose, note, latest } = await openLead()
  await choose('Date', /Type a date/)
  const when = form.getByRole('textbox', { name: 'When it happened' })
  await user.type(when, 'sometime in spring')
  expect(await form.findByText(/For example “yesterday 3pm”/)).toBeVisible()
  await user.type(note, 'Rang.')
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await form.findByText('Enter a valid date and time.')).toBeVisible()
  await user.click(form.getByRole('button', { name: 'Log as now' }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect(await latest()).toMatchObject({ note: 'Rang.', date: testNow }))
})

it('shows an error as soon as another user’s event makes the chosen time impossible', async () => {
  const { user, api, form, choose, queryClient } = await openLead()
  await choose('Date', /This morning/)
  expect(form.getByText(/– allowed/)).toBeVisible()
  const otherEvent = { lead, type: 'company', note: 'Quicker.', date: '2026-11-23T10:00:00Z' }
  await api('luca').write('POST', '/v2/leadevents', otherEvent)
  await act(async () => queryClient.invalidateQueries())
  expect(await form.findByText(/– not allowed/)).toBeVisible()
  expect(form.getByLabelText('When it happened')).toHaveAttribute('aria-invalid', 'true')
  await user.click(form.getByRole('button', { name: 'Log just after it' }))
  expect(form.getByText(/– allowed/).parentElement).toHaveTextContent('today, Mon 23 November 11:00')
})

it('resolves a local time that the clocks skip, and one that occurs twice', async () => {
  vi.setSystemTime(Date.parse('2027-04-01T10:00:00.000Z'))
  const { user, form, choose } = await openLead()
  await choose('Date', 'Choose a date and time…')
  const when = form.getByLabelText('When it happened')
  await user.type(when, '2027-03-28T02:30')
  expect(form.getByText(/doesn’t exist on that day/)).toHaveTextContent(/02:30.*It’s read as 03:30/)
  vi.setSystemTime(Date.parse('2027-11-01T10:00:00.000Z'))
  await user.clear(when)
  await user.type(when, '2027-10-31T02:30')
  expect(form.getByText(/occurs twice on that day/)).toHaveTextContent(/the first, UTC\+2/)
  await user.click(form.getByRole('button', { name: 'Use the second' }))
  expect(form.getByText(/occurs twice on that day/)).toHaveTextContent(/the second, UTC\+1/)
  expect(screen.getByRole('button', { name: 'Use the first' })).toBeVisible()
})

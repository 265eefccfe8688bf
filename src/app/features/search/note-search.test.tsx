import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService

const notes = [
  'Due chiamate senza risposta.',
  'Mandata l’offerta.',
  'Chiamata lunga: vogliono un pilota.',
  'Visita.',
]

beforeAll(async () => {
  service = await startService()
  const api = new ApiClient(service.service, { token: 'acme-token', appUserId: 'giulia' })
  for (const [index, note] of notes.entries()) {
    const date = `2026-11-${10 + index}T10:00:00Z`
    await api.write('POST', '/v2/leadevents', { lead: 'ferrari', type: 'company', note, date })
  }
})

afterAll(async () => service.close())

async function open(search = '') {
  const app = await renderApp(`/?leads=ferrari${search}`, { as: 'marco', service })
  await screen.findByText('Visita.')
  return { ...app, marks: () => screen.queryAllByRole('mark').map(({ textContent }) => textContent) }
}

const current = () => within(screen.getByRole('feed')).queryByRole('article', { current: true })

it('opens with /, highlights every form of the search terms, and shows the number of matching notes', async () => {
  const { user, marks } = await open()
  await user.keyboard('/')
  expect(screen.getByRole('textbox', { name: 'Search notes' })).toHaveFocus()
  await user.keyboard('chiamata')
  expect(await screen.findByText('2 matches')).toBeInTheDocument()
  await waitFor(() => expect(marks()).toEqual(['Chiamata', 'chiamate']))
  expect(screen.getAllByRole('article')).toHaveLength(4)
  expect(location.search).toBe('?leads=ferrari&q=chiamata')
})

it('goes to the next match with Enter and back with Shift+Enter, wraps around, and keeps the focus', async () => {
  const { user } = await open('&q=chiamata')
  const field = screen.getByRole('textbox', { name: 'Search notes' })
  await user.click(field)
  await user.keyboard('{Enter}')
  expect(await screen.findByText('1 of 2')).toBeInTheDocument()
  await waitFor(() => expect(current()).toHaveTextContent('vogliono un pilota'))
  await user.keyboard('{Enter}')
  expect(await screen.findByText('2 of 2')).toBeInTheDocument()
  await waitFor(() => expect(current()).toHaveTextContent('Due chiamate'))
  await user.keyboard('{Enter}')
  expect(await screen.findByText('1 of 2')).toBeInTheDocument()
  await user.keyboard('{Shift>}{Enter}{/Shift}')
  expect(await screen.findByText('2 of 2')).toBeInTheDocument()
  expect(field).toHaveFocus()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(current()).toHaveFocus())
})

it('has buttons for the previous and the next match', async () => {
  const { user } = await open('&q=chiamata')
  await user.click(screen.getByRole('button', { name: 'Previous match' }))
  expect(await screen.findByText('2 of 2')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Next match' }))
  expect(await screen.findByText('1 of 2')).toBeInTheDocument()
})

it('hides other events on request, and the back button shows them again', async () => {
  const { user, marks } = await open('&q=offerte')
  await user.click(await screen.findByRole('button', { name: 'Matches only', pressed: false }))
  expect(await screen.findByText('1 of 4 events')).toBeInTheDocument()
  await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(1))
  expect(marks()).toEqual(['offerta'])
  window.history.back()
  expect(await screen.findByText('Visita.')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Matches only', pressed: false })).toBeInTheDocument()
})

it('shows when nothing matches, and which text can be searched for', async () => {
  const { user } = await open()
  await user.click(screen.getByRole('button', { name: 'Search notes' }))
  await user.keyboard('zebra')
  expect(await screen.findByText('No matches')).toBeInTheDocument()
  await user.keyboard('{Control>}a{/Control}?!')
  expect(await screen.findByText('Enter at least one letter or digit.')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Clear search' }))
  expect(screen.getByRole('button', { name: 'Search notes' })).toHaveFocus()
  expect(location.search).toBe('?leads=ferrari')
})

it('follows changes of the URL', async () => {
  const { user } = await open()
  await user.keyboard('/offerta')
  expect(await screen.findByText('1 match')).toBeInTheDocument()
  const field = () => screen.getByRole('textbox', { name: 'Search notes' })
  window.history.back()
  await waitFor(() => expect(field()).toHaveValue(''))
  window.history.forward()
  await waitFor(() => expect(field()).toHaveValue('offerta'))
})

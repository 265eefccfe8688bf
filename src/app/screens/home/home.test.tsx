import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ApiClient } from '../../../testing/api-client.ts'
import { renderApp } from '../../../testing/render-app.tsx'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService

const api = (appUserId: string) => new ApiClient(service.service, { token: 'acme-token', appUserId })

const log = async (as: string, lead: string, fields: Record<string, string>) =>
  api(as).write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })

beforeAll(async () => {
  const now = () => new Date().toISOString()
  service = await startService({ clock: now })
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  await log('giulia', 'ferrari', {
    note: 'Left a message.',
    date: daysAgo(60),
    status: 'Contacted',
    leadAssignee: 'giulia',
  })
  await log('giulia', 'tomasi', { note: 'Rang.', date: daysAgo(40), status: 'New', leadAssignee: 'giulia' })
  await log('luca', 'cantina', { note: 'Signed.', date: daysAgo(50), status: 'Won', leadAssignee: 'luca' })
  await log('luca', 'acque', { note: 'New contact.', status: 'New', leadAssignee: 'luca' })
})

afterAll(async () => service.close())

const section = async (name: string) => screen.findByRole('region', { name })
const row = async (name: string, of: string) =>
  within(await section(name)).findByRole('row', { name: new RegExp(`^${of}`) })

it('shows a manager where leads stand, with a link from each figure to its list', async () => {
  await renderApp('/', { as: 'marco', service })
  const contacted = within(await row('Open leads by status', 'Contacted'))
  expect(contacted.getByRole('link', { name: /^1 ?\(Contacted, Leads\)$/ })).toHaveAttribute(
    'href',
    '/leads?status=Contacted',
  )
  expect(contacted.getByRole('link', { name: /^60 d ?\(Contacted, Longest\)$/ })).toHaveAttribute(
    'href',
    '/leads?status=Contacted&sort=longest',
  )
  expect(await section('Open leads by status')).toHaveTextContent(/All open3.*Won1/)
  expect(document.title).toBe('Home · Leadline')
})

it('shows a manager who has quiet leads and what each person logged', async () => {
  await renderApp('/', { as: 'marco', service })
  const giulia = within(await row('People', 'Giulia Rossi'))
  expect(giulia.getByRole('link', { name: /^2 ?\(Giulia Rossi, Gone quiet\)$/ })).toHaveAttribute(
    'href',
    '/leads?assignee=giulia&quiet=30&sort=quiet',
  )
  const luca = within(await row('People', 'Luca Conti'))
  expect(luca.getByRole('link', { name: /^1 ?\(Luca Conti, Today\)$/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/activity\?owner=luca&from=\d{4}-\d{2}-\d{2}$/),
  )
  expect(await section('People')).toHaveTextContent('open leads without an event for 30 days or more')
  const logged = await section('Logged today')
  expect(await within(logged).findByText('New contact.')).toBeInTheDocument()
})

it('shows what changed since the last visit, with links to the events', async () => {
  await renderApp('/', { as: 'marco', service })
  const since = await screen.findByRole('region', { name: /^Since / })
  expect(within(since).getByRole('link', { name: /^1 ?new lead$/ })).toHaveAttribute(
    'href',
    expect.stringMatching(/^\/activity\?from=\d{4}-\d{2}-\d{2}&change=firstEvent$/),
  )
  const changed = within(await section('Changed leads'))
  expect(changed.getByRole('listitem')).toHaveTextContent(/acque.*new.*New.*Luca/)
})

it('shows a rep the quiet leads with their last note, and starts with the first', async () => {
  const { user } = await renderApp('/', { as: 'giulia', service })
  const queue = within(await section('Gone quiet'))
  expect(await queue.findByText('Left a message.')).toBeInTheDocument()
  expect(
    queue.getAllByRole('link', { name: /ferrari|tomasi/ }).map(({ textContent }) => textContent),
  ).toEqual(['ferrari', 'tomasi'])
  expect(screen.queryByRole('region', { name: 'People' })).not.toBeInTheDocument()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(location.search).toBe('?leads=ferrari&list.assignee=giulia&list.quiet=30&list.sort=quiet')
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveFocus())
})

it('starts with no other lead while the quiet ones are loading', async () => {
  const fresh = await startService({ clock: () => new Date().toISOString() })
  const giulia = new ApiClient(fresh.service, { token: 'acme-token', appUserId: 'giulia' })
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  for (const [lead, days] of [
    ['ferrari', 60],
    ['tomasi', 26],
  ] as const) {
    const body = { lead, type: 'company', note: 'Rang.', date: daysAgo(days), leadAssignee: 'giulia' }
    await giulia.write('POST', '/v2/leadevents', body)
  }
  const { user } = await renderApp('/search', { as: 'giulia', service: fresh })
  await screen.findByRole('heading', { level: 1 })
  const online = globalThis.fetch
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  globalThis.fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, location.href)
    const quietSince = url.searchParams.get('quietSince')
    if (quietSince !== null && quietSince < daysAgo(28)) await held
    return online(input, init)
  }
  await user.click(screen.getByRole('link', { name: /^Home/ }))
  expect(await screen.findByText('Nothing yet. Events that you log today appear here.')).toBeInTheDocument()
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  expect(location.search).toBe('')
  release()
  await user.click(await screen.findByRole('button', { name: /^Start with the first/ }))
  expect(location.search).toMatch(/^\?leads=ferrari&/)
  await waitFor(async () => fresh.close())
})

it('lists drafts with a way to continue them', async () => {
  const { user } = await renderApp('/?leads=tomasi', { as: 'giulia', service })
  await user.type(await screen.findByRole('textbox', { name: 'Note' }), 'Half a thought')
  await user.click(screen.getByRole('link', { name: /^Home/ }))
  const unfinished = within(await section('Unfinished'))
  expect(unfinished.getByText('Half a thought')).toBeInTheDocument()
  await user.click(unfinished.getByRole('button', { name: /^Continue/ }))
  expect(location.search).toMatch(/^\?leads=tomasi/)
})

it('shows a manager their own leads on request', async () => {
  const { user } = await renderApp('/', { as: 'marco', service })
  await row('People', 'Giulia Rossi')
  await user.click(within(screen.getByRole('main')).getByRole('radio', { name: 'My leads' }))
  expect(
    await screen.findByText('None of your open leads has gone quiet, and none will within a week.'),
  ).toBeInTheDocument()
})

it('shows the error of a section in its place, and loads it again', async () => {
  const { user } = await renderApp('/search', { as: 'marco', service })
  await screen.findByRole('heading', { level: 1 })
  const online = globalThis.fetch
  globalThis.fetch = async (input, init) =>
    String(input instanceof Request ? input.url : input).includes('/v2/overview')
      ? new Response('{}', { status: 500 })
      : online(input, init)
  await user.click(screen.getByRole('link', { name: /^Home/ }))
  const status = within(await section('Open leads by status'))
  expect(await status.findByRole('alert')).toBeInTheDocument()
  expect(await within(await section('Logged today')).findByText('New contact.')).toBeInTheDocument()
  globalThis.fetch = online
  await user.click(status.getByRole('button', { name: 'Try again' }))
  expect(await row('Open leads by status', 'Contacted')).toBeInTheDocument()
})

it('shows a new team the first steps', async () => {
  const fresh = await startService()
  await renderApp('/', { as: 'marco', service: fresh })
  expect(await screen.findByText('Log the first event')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Invite users' })).toBeInTheDocument()
  await waitFor(async () => fresh.close())
})

it('opens with H, and the keyboard sheet names the key', async () => {
  const { user } = await renderApp('/search', { as: 'giulia', service })
  await screen.findByRole('heading', { level: 1 })
  const field = screen.queryByRole('textbox', { name: 'Search notes' })
  field?.blur()
  await user.keyboard('h')
  expect(location.pathname).toBe('/')
  await user.keyboard('?')
  expect(await screen.findByText('Home screen')).toBeInTheDocument()
})

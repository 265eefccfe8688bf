import { cleanup, screen, waitFor, within } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { expect, it, onTestFinished } from 'vitest'
import type { ApiClient } from '../../../testing/api-client.ts'
import { renderApp, type RenderAppOptions } from '../../../testing/render-app.tsx'
import { startService } from '../../../testing/start-service.ts'

const search = async () => screen.findByRole('combobox', { name: 'Find a lead' })
const options = async () =>
  within(await screen.findByRole('listbox', { name: 'Leads' })).findAllByRole('option')
const ids = async () =>
  (await names()).map((href) => new URL(href ?? '', window.location.href).searchParams.get('leads'))
const names = async () => (await options()).map((option) => option.getAttribute('href'))

const sortBy = async (user: UserEvent, order: string) => {
  await user.click(screen.getByRole('button', { name: /^Sort / }))
  await user.click(await screen.findByRole('radio', { name: order }))
}

/** Three leads, newest first: ferrari is assigned to Giulia, cantina to Luca, and tomasi, a person, to nobody. */
const given: RenderAppOptions['given'] = async (api) => {
  const log = async (client: ApiClient, lead: string, fields: Record<string, string>) =>
    client.write('POST', '/v2/leadevents', { lead, type: 'company', ...fields })
  await log(api('luca'), 'tomasi', { date: '2026-11-20T10:00:00Z', type: 'person', note: 'Rang, no answer.' })
  await log(api('luca'), 'cantina', {
    date: '2026-11-21T10:00:00Z',
    status: 'Contacted',
    leadAssignee: 'luca',
  })
  await log(api('giulia'), 'ferrari', {
    date: '2026-11-22T10:00:00Z',
    status: 'Qualified',
    leadAssignee: 'giulia',
  })
}

it('shows each lead with its status and assignee, latest activity first', async () => {
  await renderApp('/', { as: 'giulia', given })
  expect(await screen.findByRole('option', { name: /ferrari.*Qualified.*Giulia Rossi/ })).toBeInTheDocument()
  expect(screen.getByRole('option', { name: /cantina.*Contacted.*Luca Conti/ })).toBeInTheDocument()
  expect(screen.getByRole('option', { name: /tomasi.*No status.*unassigned/ })).toBeInTheDocument()
  expect(await names()).toEqual(['/?leads=ferrari', '/?leads=cantina', '/?leads=tomasi'])
})

it('opens a lead by mouse, and marks it as current', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.click(await screen.findByRole('option', { name: /cantina/ }))
  expect(window.location.search).toBe('?leads=cantina')
  const option = screen.getByRole('option', { name: /cantina/ })
  expect(option).toHaveAttribute('aria-selected', 'true')
  expect(option).toHaveAttribute('aria-current', 'page')
})

it('finds and opens a lead by keyboard alone', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await options()
  await user.keyboard('{Control>}k{/Control}')
  expect(await search()).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const active = (await search()).getAttribute('aria-activedescendant')
  expect(screen.getByRole('option', { name: /cantina/ })).toHaveAttribute('id', active)
  await user.keyboard('{ArrowUp}{Enter}')
  expect(window.location.search).toBe('?leads=ferrari')
  // the user can write the note immediately
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveFocus())
})

it('shows that more leads match than the search counted', async () => {
  const { user } = await renderApp('/', {
    as: 'giulia',
    given: async (_, { database }) => {
      await database.query(
        {
          text: `insert into lead (application_id, id, type, name)
            select 'acme', 'many-' || n, 'company', 'Zeta ' || n from generate_series(1, 1100) n`,
        },
        [],
      )
    },
  })
  await options()
  await user.type(await search(), 'zeta')
  expect(await screen.findByText('At least 1,001 leads')).toBeInTheDocument()
})

it('opens the first match with Enter', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'tom')
  await waitFor(async () => expect(await names()).toEqual(['/?leads=tomasi']))
  await user.keyboard('{Enter}')
  expect(window.location.search).toBe('?leads=tomasi')
})

it('opens the first match with Enter pressed before the results arrive', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'tom{Enter}')
  await waitFor(() => expect(window.location.search).toBe('?leads=tomasi'))
})

it('shows when nothing matches; Escape clears the search, and a second one focuses the page', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'zebra')
  expect(await screen.findByText('No lead matches “zebra”')).toBeInTheDocument()
  await user.keyboard('{Escape}')
  expect(await search()).toHaveValue('')
  expect(await names()).toHaveLength(3)
  await user.keyboard('{Escape}')
  expect(screen.getByRole('main')).toHaveFocus()
})

it('lists the user’s own leads or all, in several orders, and puts both into the URL', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.click(await screen.findByRole('radio', { name: 'Mine' }))
  await waitFor(async () => expect(await names()).toEqual(['/?leads=ferrari&list.assignee=giulia']))
  expect(window.location.search).toBe('?assignee=giulia')
  expect(screen.getByText('1 lead')).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'All' }))
  await sortBy(user, 'Name')
  await waitFor(async () => expect(await ids()).toEqual(['cantina', 'ferrari', 'tomasi']))
  expect(window.location.search).toBe('?sort=name')
  await sortBy(user, 'Longest quiet')
  await waitFor(async () => expect(await ids()).toEqual(['tomasi', 'cantina', 'ferrari']))
  expect(screen.getByText('3 open leads')).toBeInTheDocument()
})

it('shows how many leads each choice of the filters has, with the other filters', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  expect(await screen.findByRole('radio', { name: 'Mine', description: '1' })).toBeInTheDocument()
  expect(screen.getByRole('radio', { name: 'All', description: '3' })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Filter leads' }))
  const form = within(await screen.findByRole('region', { name: 'Filter leads' }))
  expect(await form.findByRole('checkbox', { name: 'Qualified', description: '1' })).toBeInTheDocument()
  expect(form.getByRole('checkbox', { name: 'Won', description: '0' })).toBeInTheDocument()
  expect(form.getByRole('radio', { name: 'Open leads', description: '3' })).toBeInTheDocument()
  expect(form.getByRole('radio', { name: 'Companies', description: '2' })).toBeInTheDocument()
  await user.click(form.getByRole('checkbox', { name: 'Qualified' }))
  expect(await form.findByRole('radio', { name: 'Open leads', description: '1' })).toBeInTheDocument()
  expect(form.getByRole('checkbox', { name: 'Contacted', description: '1' })).toBeInTheDocument()
  expect(form.getByRole('checkbox', { name: 'Unassigned', description: '0' })).toBeInTheDocument()
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  expect(await form.findByRole('option', { name: /^Luca Conti.*0$/ })).toBeInTheDocument()
})

it('filters by status, activity, assignee and type, and removes each filter with a button', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await options()
  await user.click(screen.getByRole('button', { name: 'Filter leads' }))
  const form = within(await screen.findByRole('region', { name: 'Filter leads' }))
  expect(await form.findByRole('checkbox', { name: 'New' })).toHaveFocus()
  await user.click(form.getByRole('checkbox', { name: 'Qualified' }))
  await user.click(form.getByRole('checkbox', { name: 'Contacted' }))
  await waitFor(async () => expect(await ids()).toEqual(['ferrari', 'cantina']))
  expect(window.location.search).toBe('?status=Contacted&status=Qualified')
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  await user.click(await form.findByRole('option', { name: /Luca Conti/ }))
  await waitFor(async () => expect(await ids()).toEqual(['cantina']))
  await user.click(form.getByRole('checkbox', { name: 'Unassigned' }))
  expect(await screen.findByText('No leads match the filters')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Clear all' }))
  await user.click(form.getByRole('radio', { name: 'People' }))
  await waitFor(async () => expect(await ids()).toEqual(['tomasi']))
  await user.click(form.getByRole('radio', { name: 'Quiet for 30 days or more' }))
  expect(await screen.findByText('0 leads')).toBeInTheDocument()
  expect(window.location.search).toBe('?quiet=30&type=person')
  await user.click(screen.getByRole('button', { name: 'Remove filter: People' }))
  const last = screen.getByRole('button', { name: 'Remove filter: Quiet for 30+ days' })
  expect(last).toHaveFocus()
  await user.click(last)
  await waitFor(async () => expect(await ids()).toHaveLength(3))
  expect(screen.getByRole('button', { name: 'Filter leads' })).toHaveFocus()
  window.history.back()
  expect(await screen.findByText('Quiet for 30+ days')).toBeInTheDocument()
})

it('shows the list of a shared URL, and starts the next visit with the user’s own list', async () => {
  const service = await startService()
  onTestFinished(async () => service.close())
  const own = await renderApp('/', { as: 'giulia', service, given })
  await own.user.click(await screen.findByRole('radio', { name: 'Mine' }))
  await waitFor(async () => expect(await ids()).toEqual(['ferrari']))
  cleanup()
  await renderApp('/?leads=cantina&list.status=Contacted', { as: 'giulia', service })
  await waitFor(async () => expect(await ids()).toEqual(['cantina']))
  cleanup()
  await renderApp('/?leads=cantina', { as: 'giulia', service })
  await waitFor(async () => expect(await ids()).toEqual(['ferrari']))
  expect(window.location.search).toBe('?leads=cantina&list.assignee=giulia')
  cleanup()
  // another user of the same browser has their own list
  await renderApp('/', { as: 'luca', service })
  await waitFor(async () => expect(await ids()).toHaveLength(3))
})

it('shows an empty state to a user without leads', async () => {
  const { user } = await renderApp('/', { as: 'marco', given })
  await user.click(await screen.findByRole('radio', { name: 'Mine' }))
  expect(await screen.findByText('No leads assigned to you yet')).toBeInTheDocument()
})

it('loads the leads after the first page with the keyboard', async () => {
  const { user } = await renderApp('/', {
    as: 'giulia',
    given: async (api) => {
      for (let index = 0; index < 60; index++) {
        await api('giulia').write('POST', '/v2/leadevents', {
          lead: `lead-${index}`,
          type: 'company',
          date: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
        })
      }
    },
  })
  expect(await options()).toHaveLength(50)
  expect((await options())[0]).toHaveAttribute('aria-setsize', '60')
  await user.click(await search())
  await user.keyboard('{PageDown}{PageDown}{PageDown}{PageDown}{PageDown}{PageDown}')
  await waitFor(async () => expect(await options()).toHaveLength(60))
  await user.keyboard('{PageDown}{PageDown}{Enter}')
  expect(window.location.search).toBe('?leads=lead-0')
})

import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { ApiClient } from '../../../testing/api-client.ts'
import { renderApp, type RenderAppOptions } from '../../../testing/render-app.tsx'

const search = async () => screen.findByRole('combobox', { name: 'Find a lead' })
const options = async () =>
  within(await screen.findByRole('listbox', { name: 'Leads' })).findAllByRole('option')
const names = async () => (await options()).map((option) => option.getAttribute('href'))

/** Three leads, the latest first: ferrari is Giulia's, cantina Luca's, tomasi, a person, nobody's. */
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

it('shows each lead with its status and its assignee, the latest first', async () => {
  await renderApp('/', { as: 'giulia', given })
  expect(await screen.findByRole('option', { name: /ferrari.*Qualified.*Giulia Rossi/ })).toBeInTheDocument()
  expect(screen.getByRole('option', { name: /cantina.*Contacted.*Luca Conti/ })).toBeInTheDocument()
  expect(screen.getByRole('option', { name: /tomasi.*No status.*unassigned/ })).toBeInTheDocument()
  expect(await names()).toEqual(['/?leads=ferrari', '/?leads=cantina', '/?leads=tomasi'])
})

it('opens a lead by mouse, and marks it', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.click(await screen.findByRole('option', { name: /cantina/ }))
  expect(window.location.search).toBe('?leads=cantina')
  const option = screen.getByRole('option', { name: /cantina/ })
  expect(option).toHaveAttribute('aria-selected', 'true')
  expect(option).toHaveAttribute('aria-current', 'page')
})

it('finds and opens a lead by keyboard from end to end', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await options()
  await user.keyboard('{Control>}k{/Control}')
  expect(await search()).toHaveFocus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  const active = (await search()).getAttribute('aria-activedescendant')
  expect(screen.getByRole('option', { name: /cantina/ })).toHaveAttribute('id', active)
  await user.keyboard('{ArrowUp}{Enter}')
  expect(window.location.search).toBe('?leads=ferrari')
  // and what happened can be written at once
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Note' })).toHaveFocus())
})

it('opens the first match by Enter alone', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'tom')
  await waitFor(async () => expect(await names()).toEqual(['/?leads=tomasi']))
  await user.keyboard('{Enter}')
  expect(window.location.search).toBe('?leads=tomasi')
})

it('opens the first match by an Enter that comes before the answer', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'tom{Enter}')
  await waitFor(() => expect(window.location.search).toBe('?leads=tomasi'))
})

it('says when nothing matches, and Escape takes the search back, then gives the focus to the page', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.type(await search(), 'zebra')
  expect(await screen.findByText('No lead matches “zebra”')).toBeInTheDocument()
  await user.keyboard('{Escape}')
  expect(await search()).toHaveValue('')
  expect(await names()).toHaveLength(3)
  await user.keyboard('{Escape}')
  expect(screen.getByRole('main')).toHaveFocus()
})

it('shows one’s own leads, and all of them by name', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.click(await screen.findByRole('radio', { name: 'Mine' }))
  await waitFor(async () => expect(await names()).toEqual(['/?leads=ferrari']))
  await user.click(screen.getByRole('radio', { name: 'All' }))
  await waitFor(async () =>
    expect(await names()).toEqual(['/?leads=cantina', '/?leads=ferrari', '/?leads=tomasi']),
  )
})

it('shows companies or people alone', async () => {
  const { user } = await renderApp('/', { as: 'giulia', given })
  await user.click(await screen.findByRole('button', { name: 'People' }))
  await waitFor(async () => expect(await names()).toEqual(['/?leads=tomasi']))
  await user.click(screen.getByRole('button', { name: 'Companies' }))
  await waitFor(async () => expect(await names()).toEqual(['/?leads=ferrari', '/?leads=cantina']))
  await user.click(screen.getByRole('button', { name: 'Companies', pressed: true }))
  await waitFor(async () => expect(await names()).toHaveLength(3))
})

it('tells a rep without leads where theirs will be, and shows all instead', async () => {
  const { user } = await renderApp('/', { as: 'marco', given })
  await user.click(await screen.findByRole('radio', { name: 'Mine' }))
  expect(await screen.findByText('No leads assigned to you yet')).toBeInTheDocument()
})

it('reaches the leads beyond the first page by the arrow keys', async () => {
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

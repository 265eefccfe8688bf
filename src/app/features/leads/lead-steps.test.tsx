import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { queryKeys } from '../../shared/api/query-keys.ts'
import { renderApp, type RenderAppOptions } from '../../../testing/render-app.tsx'

/** Three leads, newest first: c, b, a. */
const given: RenderAppOptions['given'] = async (api) => {
  for (const [index, lead] of ['a', 'b', 'c'].entries()) {
    const fields = { lead, type: 'company', date: `2026-11-2${index}T10:00:00Z`, status: 'New' }
    await api('luca').write('POST', '/v2/leadevents', fields)
  }
}

const openLead = () => new URLSearchParams(window.location.search).get('leads')
const note = async () => screen.findByRole('textbox', { name: 'Note' })

it('opens the next and the previous lead by keyboard, and keeps what was written as a draft', async () => {
  const { user } = await renderApp('/?leads=c', { as: 'luca', given })
  expect(await screen.findByText('1 of 3')).toBeInTheDocument()
  await user.type(await note(), 'Half a thought')
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  await waitFor(() => expect(openLead()).toBe('b'))
  expect(await screen.findByText('2 of 3')).toBeInTheDocument()
  await waitFor(async () => expect(await note()).toHaveFocus())
  expect(await note()).toHaveValue('')
  await user.keyboard('{Alt>}{ArrowUp}{/Alt}')
  await waitFor(() => expect(openLead()).toBe('c'))
  await waitFor(async () => expect(await note()).toHaveValue('Half a thought'))
})

it('keeps the focus on the button, stays at an end of the list and tells the user', async () => {
  const { user } = await renderApp('/?leads=b', { as: 'luca', given })
  await screen.findByText('2 of 3')
  await user.click(screen.getByRole('button', { name: 'Next lead' }))
  await waitFor(() => expect(openLead()).toBe('a'))
  expect(screen.getByRole('button', { name: 'Next lead' })).toHaveFocus()
  await user.keyboard('{Enter}')
  const messages = within(await screen.findByRole('log', { name: /Notifications/ }))
  expect(await messages.findByText('This is the last lead in the list.')).toBeInTheDocument()
  expect(openLead()).toBe('a')
})

it('goes on in a filtered list that the open lead has left', async () => {
  const { user, api, queryClient } = await renderApp('/?leads=b&list.status=New', { as: 'luca', given })
  await screen.findByText('2 of 3')
  await api('luca').write('POST', '/v2/leadevents', { lead: 'b', type: 'company', status: 'Won' })
  await queryClient.invalidateQueries({ queryKey: queryKeys.leads })
  await waitFor(() => expect(screen.queryByText('2 of 3')).not.toBeInTheDocument())
  await user.click(screen.getByRole('button', { name: 'Next lead' }))
  await waitFor(() => expect(openLead()).toBe('a'))
})

it('starts at the open lead after Ctrl+K, and at the first match of a search', async () => {
  const { user } = await renderApp('/?leads=b', { as: 'luca', given })
  await screen.findByText('2 of 3')
  await user.keyboard('{Control>}k{/Control}{ArrowDown}')
  const field = screen.getByRole('combobox', { name: 'Find a lead' })
  const active = () => document.getElementById(field.getAttribute('aria-activedescendant') ?? '')
  expect(active()).toHaveAttribute('href', '/?leads=b')
  await user.keyboard('{ArrowDown}')
  expect(active()).toHaveAttribute('href', '/?leads=a')
  await user.keyboard('c')
  await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(1))
  await user.keyboard('{ArrowDown}')
  expect(active()).toHaveAttribute('href', '/?leads=c')
})

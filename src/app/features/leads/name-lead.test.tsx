import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp, type RenderAppOptions } from '../../../testing/render-app.tsx'

/** One lead that is assigned to Luca and has no name. */
const given: RenderAppOptions['given'] = async (api) => {
  await api('luca').write('POST', '/v2/leadevents', {
    lead: 'cantina',
    type: 'company',
    date: '2026-11-21T10:00:00Z',
    leadAssignee: 'luca',
  })
}

const givenNamed: RenderAppOptions['given'] = async (api, service) => {
  await given(api, service)
  await api('marco').write('PUT', '/v2/leads/cantina', { name: 'Cantina Sloe' })
}

const dialog = async (name: string) => within(await screen.findByRole('dialog', { name }))

it('offers a rep to name a lead without a name, and not to correct a colleague’s lead', async () => {
  const { user } = await renderApp('/?leads=cantina', { as: 'giulia', given })
  await user.click(await screen.findByRole('button', { name: 'Name this lead' }))
  const form = await dialog('Name this lead')
  await user.type(form.getByLabelText('Name'), 'Cantina Sole{Enter}')
  expect(await screen.findByRole('heading', { name: 'Cantina Sole', level: 1 })).toBeVisible()
  expect(await screen.findByText('Name saved')).toBeVisible()
  // the picker shows it too
  expect(await screen.findByRole('option', { name: /Cantina Sole/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Edit name' })).toBeNull()
  await waitFor(() => expect(document.body).not.toHaveFocus())
})

it.each(['luca', 'marco'])('lets the assignee and a manager correct the name: %s', async (as) => {
  const { user } = await renderApp('/?leads=cantina', { as, given: givenNamed })
  const button = await screen.findByRole('button', { name: 'Edit name' })
  await user.click(button)
  const form = await dialog('Edit name')
  const field = form.getByLabelText('Name')
  expect(field).toHaveValue('Cantina Sloe')
  await user.clear(field)
  await user.type(field, 'Cantina Sole{Enter}')
  expect(await screen.findByRole('heading', { name: 'Cantina Sole', level: 1 })).toBeVisible()
  await waitFor(() => expect(button).toHaveFocus())
})

it('rejects an empty and a too long name next to the field, and keeps what was typed', async () => {
  const { user } = await renderApp('/?leads=cantina', { as: 'giulia', given })
  await user.click(await screen.findByRole('button', { name: 'Name this lead' }))
  const form = await dialog('Name this lead')
  const field = form.getByLabelText('Name')
  await user.click(form.getByRole('button', { name: 'Save' }))
  expect(field).toBeInvalid()
  expect(field).toHaveAccessibleDescription('This can’t be empty.')
  await user.click(field)
  await user.paste('x'.repeat(501))
  await user.click(form.getByRole('button', { name: 'Save' }))
  expect(field).toHaveAccessibleDescription('This is too long: the limit is 500 characters.')
  expect(field).toHaveValue('x'.repeat(501))
})

it('keeps a typed name when the dialog is closed, and forgets it when it is cancelled', async () => {
  const { user } = await renderApp('/?leads=cantina', { as: 'giulia', given })
  const button = await screen.findByRole('button', { name: 'Name this lead' })
  await user.click(button)
  await user.type((await dialog('Name this lead')).getByLabelText('Name'), 'Cantina')
  await user.keyboard('{Escape}')
  expect(button).toHaveFocus()
  await user.click(button)
  const form = await dialog('Name this lead')
  expect(form.getByLabelText('Name')).toHaveValue('Cantina')
  await user.click(form.getByRole('button', { name: 'Cancel' }))
  await user.click(button)
  expect((await dialog('Name this lead')).getByLabelText('Name')).toHaveValue('')
})

it('says that a name was rejected because the lead has one by now', async () => {
  const { user, api } = await renderApp('/?leads=cantina', { as: 'giulia', given })
  await user.click(await screen.findByRole('button', { name: 'Name this lead' }))
  const form = await dialog('Name this lead')
  await api('luca').write('PUT', '/v2/leads/cantina', { name: 'Cantina Sole' })
  await user.type(form.getByLabelText('Name'), 'Another name{Enter}')
  await waitFor(() => expect(form.getByRole('alert')).toHaveTextContent('Your role doesn’t allow this.'))
  expect(form.getByLabelText('Name')).toHaveValue('Another name')
})

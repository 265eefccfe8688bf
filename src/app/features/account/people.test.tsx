import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { renderApp } from '../../../testing/render-app.tsx'
import { testPassword } from '../../../testing/start-service.ts'

const people = async () => within(await screen.findByRole('list', { name: 'Users' }))
const row = async (name: string) => {
  const item = (await people()).getAllByRole('listitem').find(({ textContent }) => textContent.includes(name))
  if (item === undefined) throw new Error(`${name} is not listed`)
  return within(item)
}

describe('the list of people', () => {
  it('lists the users for a manager, without actions on the manager themselves', async () => {
    await renderApp('/people', { as: 'marco' })
    expect((await row('Giulia Rossi')).getByText('giulia@example.test')).toBeInTheDocument()
    expect((await row('Giulia Rossi')).getByText('never signed in')).toBeInTheDocument()
    expect((await row('Marco Bianchi')).queryByRole('button')).not.toBeInTheDocument()
    expect((await row('Marco Bianchi')).queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('is hidden from a rep’s menu, and its URL says that it is for managers', async () => {
    const { user } = await renderApp('/people', { as: 'giulia' })
    expect(
      await screen.findByRole('heading', { name: 'Only managers can see this page' }),
    ).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Account menu for Giulia Rossi Sales rep' }))
    const menu = within(screen.getByRole('region', { name: 'Account menu for Giulia Rossi' }))
    expect(menu.queryByRole('button', { name: 'Users' })).not.toBeInTheDocument()
    expect(menu.getByRole('button', { name: 'Account' })).toBeInTheDocument()
  })

  it('confirms before it blocks, and unblocks with the same button, which keeps the focus', async () => {
    const { user } = await renderApp('/people', { as: 'marco' })
    await user.click((await row('Luca Conti')).getByRole('button', { name: 'Block: Luca Conti' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Block' }))
    const unblock = await screen.findByRole('button', { name: 'Unblock: Luca Conti' })
    expect(unblock).toHaveFocus()
    // the refetched list is rendered before the mutation has settled
    await waitFor(() => expect(unblock).not.toHaveAttribute('aria-busy'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('button', { name: 'Block: Luca Conti' })).toHaveFocus()
  })

  it('marks a blocked user as owner, as assignee and in the filter', async () => {
    const { user } = await renderApp('/people', {
      as: 'marco',
      given: async (api) => {
        const fields = { lead: 'ferrari', type: 'company', leadAssignee: 'luca', note: 'By Luca.' }
        await api('luca').write('POST', '/v2/leadevents', fields)
      },
    })
    await user.click((await row('Luca Conti')).getByRole('button', { name: 'Block: Luca Conti' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Block' }))
    await screen.findByRole('button', { name: 'Unblock: Luca Conti' })
    const option = await screen.findByRole('option', { name: /ferrari.*Luca Conti \(blocked\)/ })
    await user.click(option)
    expect(await screen.findByRole('article', { name: /^Luca Conti \(blocked\)/ })).toBeInTheDocument()
    expect(screen.getAllByText('Luca (blocked)').length).toBeGreaterThan(0)
    await user.click(screen.getByRole('button', { name: 'Filter' }))
    await user.click(await screen.findByRole('combobox', { name: 'Logged by' }))
    await user.click(await screen.findByRole('option', { name: /^Luca Conti \(blocked\)/ }))
    expect(
      await screen.findByRole('button', { name: /Remove filter: .*Luca Conti \(blocked\)/ }),
    ).toBeInTheDocument()
  })

  it('shows an invalid invitation on the field, both before sending and after the service rejects it', async () => {
    const { user } = await renderApp('/people', { as: 'marco' })
    await user.click(await screen.findByRole('button', { name: 'Invite user' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Create invitation link' }))
    await waitFor(() => expect(dialog.getByLabelText('Name')).toBeInvalid())
    await user.type(dialog.getByLabelText('Name'), 'Giulia')
    await user.type(dialog.getByLabelText('Email'), 'giulia@example.test')
    await user.click(dialog.getByRole('button', { name: 'Create invitation link' }))
    await waitFor(() =>
      expect(dialog.getByLabelText('Email')).toHaveAccessibleDescription(
        'This email address is already in use.',
      ),
    )
    expect(dialog.getByLabelText('Name')).toHaveValue('Giulia')
  })
})

describe('a link', () => {
  it('shows its user’s name, rejects a short password on the field, and signs the user in', async () => {
    const { user } = await renderApp('/', { as: 'marco' })
    const invited = await fetch('/v2/people', {
      method: 'POST',
      body: new URLSearchParams({ name: 'Anna Verdi', email: 'anna@example.test', role: 'rep' }),
    })
    const { link } = await invited.json()
    window.history.pushState(null, '', `/join#${link.token}`)
    window.dispatchEvent(new PopStateEvent('popstate'))
    expect(await screen.findByText(/Anna Verdi, you’re invited to Acme/)).toBeInTheDocument()
    await user.type(screen.getByLabelText('New password'), 'short')
    await user.click(screen.getByRole('button', { name: 'Set password' }))
    expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/at least 12 characters/)
    await user.clear(screen.getByLabelText('New password'))
    await user.type(screen.getByLabelText('New password'), 'Anna.Verdi.2026')
    await user.click(screen.getByRole('button', { name: 'Set password' }))
    await waitFor(() =>
      expect(screen.getByLabelText('New password')).toHaveAccessibleDescription(/too easy to guess/),
    )
    await user.clear(screen.getByLabelText('New password'))
    await user.type(screen.getByLabelText('New password'), 'short and then long enough')
    await user.click(screen.getByRole('button', { name: 'Set password' }))
    expect(
      await screen.findByRole('button', { name: 'Account menu for Anna Verdi Sales rep' }),
    ).toBeInTheDocument()
    expect(window.location.pathname + window.location.hash).toBe('/')
  })

  it('that has expired shows a notice', async () => {
    await renderApp('/join#nothing')
    expect(await screen.findByRole('heading', { name: 'This link no longer works' })).toBeInTheDocument()
  })
})

it('rejects a wrong current password, and then changes the password', async () => {
  const { user } = await renderApp('/', { as: 'luca' })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Luca Conti Sales rep' }))
  await user.click(screen.getByRole('button', { name: 'Account' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Account' }))
  await user.type(dialog.getByLabelText('Current password'), 'a guess')
  await user.type(dialog.getByLabelText('New password'), 'four other words')
  const [show] = dialog.getAllByRole('button', { name: 'Show password' })
  await user.click(show ?? document.body)
  expect(dialog.getByLabelText('Current password')).toHaveAttribute('type', 'text')
  expect(dialog.getByLabelText('New password')).toHaveAttribute('type', 'password')
  await user.click(dialog.getByRole('button', { name: 'Change password' }))
  await waitFor(() =>
    expect(dialog.getByLabelText('Current password')).toHaveAccessibleDescription(/isn’t your current/),
  )
  await user.clear(dialog.getByLabelText('Current password'))
  await user.type(dialog.getByLabelText('Current password'), testPassword)
  const newPassword = dialog.getByLabelText('New password')
  await user.clear(newPassword)
  await user.type(newPassword, 'password1234')
  await user.click(dialog.getByRole('button', { name: 'Change password' }))
  await waitFor(() => expect(newPassword).toHaveAccessibleDescription(/too easy to guess/))
  await user.clear(newPassword)
  await user.type(newPassword, 'four other words')
  await user.click(dialog.getByRole('button', { name: 'Change password' }))
  expect(await screen.findByText(/Password changed/)).toBeInTheDocument()
})

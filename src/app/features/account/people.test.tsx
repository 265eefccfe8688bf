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
  it('shows a manager who comes in, and offers nothing about themself', async () => {
    await renderApp('/people', { as: 'marco' })
    expect((await row('Giulia Rossi')).getByText('giulia@example.test')).toBeInTheDocument()
    expect((await row('Giulia Rossi')).getByText('never signed in')).toBeInTheDocument()
    expect((await row('Marco Bianchi')).queryByRole('button')).not.toBeInTheDocument()
    expect((await row('Marco Bianchi')).queryByRole('combobox')).not.toBeInTheDocument()
  })

  it('is not offered to a rep, who is told at its address', async () => {
    const { user } = await renderApp('/people', { as: 'giulia' })
    expect(
      await screen.findByRole('heading', { name: 'Only managers can see this page' }),
    ).toBeInTheDocument()
    await user.click(screen.getByRole('button', { name: 'Account menu for Giulia Rossi Sales rep' }))
    const menu = within(screen.getByRole('region', { name: 'Account menu for Giulia Rossi' }))
    expect(menu.queryByRole('button', { name: 'Users' })).not.toBeInTheDocument()
    expect(menu.getByRole('button', { name: 'Account' })).toBeInTheDocument()
  })

  it('asks before it blocks, and lets in again from the same button, which keeps the focus', async () => {
    const { user } = await renderApp('/people', { as: 'marco' })
    await user.click((await row('Luca Conti')).getByRole('button', { name: 'Block: Luca Conti' }))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Block' }))
    const again = await screen.findByRole('button', { name: 'Unblock: Luca Conti' })
    expect(again).toHaveFocus()
    // the list comes before the answer to the change is done with
    await waitFor(() => expect(again).not.toHaveAttribute('aria-busy'))
    await user.keyboard('{Enter}')
    expect(await screen.findByRole('button', { name: 'Block: Luca Conti' })).toHaveFocus()
  })

  it('says on the field what is wrong with an invitation, by itself and when the service says so', async () => {
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
  it('shows whom it is for, refuses a short password on the field, and lets its person in', async () => {
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

  it('that is good no more says so', async () => {
    await renderApp('/join#nothing')
    expect(await screen.findByRole('heading', { name: 'This link no longer works' })).toBeInTheDocument()
  })
})

it('says that the present password is wrong, and then changes it', async () => {
  const { user } = await renderApp('/', { as: 'luca' })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Luca Conti Sales rep' }))
  await user.click(screen.getByRole('button', { name: 'Account' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Account' }))
  await user.type(sheet.getByLabelText('Current password'), 'a guess')
  await user.type(sheet.getByLabelText('New password'), 'four other words')
  await user.click(sheet.getByRole('button', { name: 'Change password' }))
  await waitFor(() =>
    expect(sheet.getByLabelText('Current password')).toHaveAccessibleDescription(/isn’t your current/),
  )
  await user.clear(sheet.getByLabelText('Current password'))
  await user.type(sheet.getByLabelText('Current password'), testPassword)
  const newPassword = sheet.getByLabelText('New password')
  await user.clear(newPassword)
  await user.type(newPassword, 'password1234')
  await user.click(sheet.getByRole('button', { name: 'Change password' }))
  await waitFor(() => expect(newPassword).toHaveAccessibleDescription(/too easy to guess/))
  await user.clear(newPassword)
  await user.type(newPassword, 'four other words')
  await user.click(sheet.getByRole('button', { name: 'Change password' }))
  expect(await screen.findByText(/Password changed/)).toBeInTheDocument()
})

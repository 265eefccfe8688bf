import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '../../../testing/render-app.tsx'
import { createPerson } from '../../../service/store/people/create-person.ts'
import { insertUser } from '../../../service/store/people/people.ts'
import { startService, testPassword } from '../../../testing/start-service.ts'

const signInForm = async () => within(await screen.findByRole('form', { name: 'Sign in' }))

it('signs in by email and password, and keeps the URL', async () => {
  const { user } = await renderApp('/?leads=ferrari&order=oldest')
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  expect(await screen.findByRole('combobox', { name: 'Find a lead' })).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Account menu for Giulia Rossi Sales rep' })).toBeInTheDocument()
  expect(window.location.search).toBe('?leads=ferrari&order=oldest')
})

it('moves the focus to the heading of the page after signing in, and of the sign-in screen after signing out', async () => {
  const { user } = await renderApp('/')
  const form = await signInForm()
  // the first screen of a visit takes no focus
  expect(document.body).toHaveFocus()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: /\d/ })).toHaveFocus())
  await user.click(screen.getByRole('button', { name: /^Account menu/ }))
  await user.click(screen.getByRole('button', { name: 'Sign out' }))
  await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: 'Leadline' })).toHaveFocus())
})

it('shows wrong credentials at the form, and keeps the input', async () => {
  const { user } = await renderApp('/')
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), 'something else')
  await user.click(form.getByRole('button', { name: 'Sign in' }))
  await waitFor(() =>
    expect(form.getByRole('alert')).toHaveTextContent('Incorrect email address or password'),
  )
  expect(form.getByLabelText('Email')).toHaveValue('giulia@example.test')
  expect(form.getByLabelText('Password')).toHaveValue('something else')
})

it('tells the user that signing in takes longer while the service delays it, and then signs in', async () => {
  let release: () => void = () => undefined
  const delayed = new Promise<void>((resolve) => (release = resolve))
  const service = await startService({ waitAtSignIn: async () => delayed })
  const { user } = await renderApp('/', { service })
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  const text = 'After failed attempts, signing in takes longer: up to a minute.'
  expect(await form.findByText(text)).toBeInTheDocument()
  release()
  expect(await screen.findByRole('combobox', { name: 'Find a lead' })).toBeInTheDocument()
})

it('offers the organisations that a password belongs to, and signs in to the one chosen', async () => {
  const service = await startService()
  await service.database.transaction(async (connection) => {
    await insertUser(connection, 'other', { id: 'giulia', name: 'Giulia Rossi', role: 'manager' })
    await createPerson(connection, {
      name: 'Giulia Rossi',
      email: 'giulia@example.test',
      password: testPassword,
      applicationId: 'other',
      applicationUserId: 'giulia',
    })
  })
  const { user } = await renderApp('/', { service })
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  const choice = within(await form.findByRole('group'))
  expect(choice.getByText(/belong to several organisations/)).toBeInTheDocument()
  expect(form.queryByText(/Incorrect email/)).not.toBeInTheDocument()
  expect(choice.getAllByRole('button').map(({ textContent }) => textContent)).toEqual(['Acme', 'Other'])
  await user.click(choice.getByRole('button', { name: 'Other' }))
  expect(
    await screen.findByRole('button', { name: 'Account menu for Giulia Rossi Manager' }),
  ).toBeInTheDocument()
})

it('shows the password on request, and hides it when the form is submitted', async () => {
  const { user } = await renderApp('/')
  const form = await signInForm()
  const password = form.getByLabelText('Password')
  await user.type(password, 'something else')
  expect(password).toHaveAttribute('type', 'password')
  await user.click(form.getByRole('button', { name: 'Show password' }))
  expect(password).toHaveAttribute('type', 'text')
  expect(password).toHaveValue('something else')
  expect(form.getByRole('button', { name: 'Hide password' })).toHaveFocus()
  await user.click(form.getByRole('button', { name: 'Sign in' }))
  expect(password).toHaveAttribute('type', 'password')
})

it('explains what to do about a forgotten password, in the language that was chosen before signing in', async () => {
  const { user } = await renderApp('/')
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@example.test')
  await user.click(screen.getByText('Forgot your password?'))
  expect(screen.getByText(/^Ask a manager for a link to set a new password/)).toBeVisible()
  expect(screen.queryByText(/your organisation’s account/)).not.toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Italiano' }))
  expect(await screen.findByText(/^Chiedi a un responsabile un link/)).toBeVisible()
  const italian = within(screen.getByRole('form', { name: 'Accedi' }))
  // the typed input is kept, and so is the language after signing in
  await user.type(italian.getByLabelText('Password'), `${testPassword}{Enter}`)
  expect(await screen.findByRole('combobox', { name: 'Cerca un lead' })).toBeInTheDocument()
  await user.click(await screen.findByRole('radio', { name: 'English', hidden: true }))
  await screen.findByRole('combobox', { name: 'Find a lead' })
})

it('shows on each field what is missing', async () => {
  const { user } = await renderApp('/')
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'giulia@')
  await user.click(form.getByRole('button', { name: 'Sign in' }))
  expect(await form.findByLabelText('Password')).toHaveAccessibleDescription('Enter your password.')
  expect(form.getByLabelText('Email')).toHaveAccessibleDescription('Enter a complete email address.')
  expect(form.getByLabelText('Email')).toBeInvalid()
})

it('shows the sign-in screen after the session has ended, and then the same view', async () => {
  const { user } = await renderApp('/?leads=ferrari', { as: 'giulia' })
  await screen.findByRole('combobox', { name: 'Find a lead' })
  await fetch('/session', { method: 'DELETE' })
  await user.click(screen.getByRole('radio', { name: 'Mine' }))
  const form = await signInForm()
  await user.type(form.getByLabelText('Email'), 'luca@example.test')
  await user.type(form.getByLabelText('Password'), `${testPassword}{Enter}`)
  expect(
    await screen.findByRole('button', { name: 'Account menu for Luca Conti Sales rep' }),
  ).toBeInTheDocument()
  expect(window.location.search).toBe('?leads=ferrari&list.assignee=giulia')
})

it('signs out', async () => {
  const { user } = await renderApp('/', { as: 'marco' })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Marco Bianchi Manager' }))
  await user.click(screen.getByRole('button', { name: 'Sign out' }))
  await signInForm()
  expect(screen.queryByRole('combobox', { name: 'Find a lead' })).not.toBeInTheDocument()
})

it('switches to Italian and to the dark theme', async () => {
  const { user } = await renderApp('/', { as: 'marco' })
  await user.click(await screen.findByRole('button', { name: 'Account menu for Marco Bianchi Manager' }))
  await user.click(screen.getByRole('radio', { name: 'Italiano' }))
  expect(await screen.findByRole('combobox', { name: 'Cerca un lead' })).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Scuro' }))
  expect(document.documentElement).toHaveAttribute('data-theme', 'dark')
  await user.click(screen.getByRole('radio', { name: 'English' }))
  await user.click(await screen.findByRole('radio', { name: 'System' }))
  expect(document.documentElement).not.toHaveAttribute('data-theme')
})

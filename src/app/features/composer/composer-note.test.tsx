import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openLead as openLeadOf } from '../../../testing/open-lead.ts'
import { startService, type TestService } from '../../../testing/start-service.ts'

let service: TestService
let lead = ''
let count = 0

beforeAll(async () => {
  service = await startService()
})

afterAll(async () => service.close())

beforeEach(() => {
  lead = `noted-${++count}`
})

const openLead = async () => openLeadOf(service, lead)

/** Pastes what a clipboard holds, by type. */
function paste(field: HTMLElement, held: Readonly<Record<string, string>>, files: readonly File[] = []) {
  fireEvent.paste(field, { clipboardData: { getData: (type: string) => held[type] ?? '', files } })
}

it('keeps the lines of what is pasted, and says which characters no note can hold', async () => {
  const { user, form, note, latest } = await openLead()
  await user.click(note)
  paste(note, { 'text/plain': 'one\r\ntwo\u0007\vthree' })
  expect(note).toHaveValue('one\ntwo\u0007\vthree')
  expect(form.getByText(/no note can hold: U\+0007, U\+000B/)).toBeVisible()
  expect(note).toHaveAttribute('aria-invalid', 'true')
  await user.click(form.getByRole('button', { name: 'Remove them' }))
  expect(note).toHaveFocus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).note).toBe('one\ntwo\nthree'))
})

it('shows such characters as signs where that is wanted', async () => {
  const { user, form, note } = await openLead()
  await user.click(note)
  paste(note, { 'text/plain': 'bell\u0007' })
  await user.click(form.getByRole('button', { name: 'Replace with symbols' }))
  expect(note).toHaveValue('bell␇')
  expect(note).not.toHaveAttribute('aria-invalid')
})

it('takes the text of rich text, and says that a picture stays out', async () => {
  const { user, note } = await openLead()
  await user.type(note, 'Said: ')
  paste(note, { 'text/html': '<style>p{}</style><p>one<br>two</p><ul><li>three</li></ul>' })
  expect(note).toHaveValue('Said: one\ntwo\nthree')
  paste(note, {}, [new File([''], 'plant.png', { type: 'image/png' })])
  expect(await screen.findByText('You can only paste text into a note.')).toBeVisible()
  expect(note).toHaveValue('Said: one\ntwo\nthree')
})

it('leaves Escape and the shortcut to an input method that is composing', async () => {
  const { user, form, note, latest } = await openLead()
  await user.type(note, 'Nihon')
  fireEvent.keyDown(note, { key: 'Escape', isComposing: true })
  expect(note).toHaveFocus()
  fireEvent.keyDown(note, { key: 'Enter', ctrlKey: true, isComposing: true })
  expect(note).toHaveValue('Nihon')
  await user.type(note, '!')
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  await waitFor(async () => expect((await latest()).note).toBe('Nihon!'))
})

it('leaves them to an input method that is composing in a snippet', async () => {
  const { user, note } = await openLead()
  await user.type(note, '/')
  await user.click(await screen.findByRole('option', { name: 'Manage snippets…' }))
  const sheet = within(await screen.findByRole('dialog', { name: 'Snippets' }))
  await user.click(sheet.getByRole('button', { name: 'New snippet' }))
  await user.type(sheet.getByLabelText('Name'), 'greeting')
  const text = sheet.getByLabelText('Text')
  await user.type(text, 'Nihon')
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true, isComposing: true })
  fireEvent.keyDown(text, { key: 'Escape', isComposing: true })
  expect(text).toHaveValue('Nihon')
  expect(text).toHaveFocus()
  await user.keyboard('!{Control>}{Enter}{/Control}')
  expect(sheet.getByText('Nihon!')).toBeVisible()
})

it('counts what is left near the limit, an emoji once, and cuts nothing off', async () => {
  const { user, form, note } = await openLead()
  await user.click(note)
  await user.paste('x'.repeat(9_499))
  expect(form.queryByText(/left$/)).not.toBeInTheDocument()
  await user.paste('😀')
  expect(form.getByText('500 left')).toBeVisible()
  await user.paste('y'.repeat(620))
  expect(form.getByText('120 over the limit')).toBeVisible()
  expect(note).toHaveAccessibleDescription(/up to 10,000 characters/)
  await user.keyboard('{Control>}{Enter}{/Control}')
  expect(await form.findByText(/the limit is/)).toBeVisible()
  expect(note).toHaveValue(`${'x'.repeat(9_499)}😀${'y'.repeat(620)}`)
})

it('says what the choices will do before they do it', async () => {
  const { form, choose } = await openLead()
  expect(form.getByRole('combobox', { name: 'Status' })).toHaveTextContent('Stays New')
  await choose('Status', 'Contacted')
  expect(form.getByText(/New →/)).toHaveTextContent('New → Contacted')
  await choose('Status', 'Won')
  expect(form.getByText(/New →/)).toHaveTextContent('New → Won, closes the lead')
  await choose('Assignee', 'Unassigned')
  expect(form.getByText(/Luca →/)).toHaveTextContent('Luca → unassigned')
})

it('takes the lead oneself by one choice', async () => {
  const { user, form, choose, latest } = await openLead()
  await choose('Assignee', /^Me/)
  expect(form.queryByRole('combobox', { name: 'Person' })).not.toBeInTheDocument()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).leadAssignee).toBe('giulia'))
  await waitFor(() =>
    expect(form.getByRole('combobox', { name: 'Assignee' })).toHaveTextContent('Keep Giulia'),
  )
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  expect(form.queryByRole('option', { name: /^Me/ })).not.toBeInTheDocument()
})

it('assigns to an identifier with a plus sign, unharmed', async () => {
  const { user, form, choose, latest } = await openLead()
  await choose('Assignee', 'Someone else…')
  await user.type(form.getByRole('combobox', { name: 'Person' }), 'larentis+unicorno@atoka.io')
  await user.click(await form.findByRole('option', { name: /larentis\+unicorno@atoka\.io/ }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).leadAssignee).toBe('larentis+unicorno@atoka.io'))
})

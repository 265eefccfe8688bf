import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { renderLead as openLeadOf } from '../../../testing/render-lead.tsx'
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

/** Pastes the given clipboard contents, by media type. */
function paste(field: HTMLElement, data: Readonly<Record<string, string>>, files: readonly File[] = []) {
  fireEvent.paste(field, { clipboardData: { getData: (type: string) => data[type] ?? '', files } })
}

it('keeps the line breaks of pasted text, and names the characters that a note cannot contain', async () => {
  const { user, form, note, latest } = await openLead()
  await user.click(note)
  paste(note, { 'text/plain': 'one\r\ntwo\u0007\vthree' })
  expect(note).toHaveValue('one\ntwo\u0007\vthree')
  expect(form.getByText(/can’t contain these characters: U\+0007, U\+000B/)).toBeVisible()
  expect(note).toHaveAttribute('aria-invalid', 'true')
  await user.click(form.getByRole('button', { name: 'Remove them' }))
  expect(note).toHaveFocus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).note).toBe('one\ntwo\nthree'))
})

it('replaces such characters by visible signs on request', async () => {
  const { user, form, note } = await openLead()
  await user.click(note)
  paste(note, { 'text/plain': 'bell\u0007' })
  await user.click(form.getByRole('button', { name: 'Replace with symbols' }))
  expect(note).toHaveValue('bell␇')
  expect(note).not.toHaveAttribute('aria-invalid')
})

it('pastes the text of rich text, and says that a picture cannot be pasted', async () => {
  const { user, note } = await openLead()
  await user.type(note, 'Said: ')
  paste(note, { 'text/html': '<style>p{}</style><p>one<br>two</p><ul><li>three</li></ul>' })
  expect(note).toHaveValue('Said: one\ntwo\nthree')
  paste(note, {}, [new File([''], 'plant.png', { type: 'image/png' })])
  expect(await screen.findByText('You can only paste text into a note.')).toBeVisible()
  expect(note).toHaveValue('Said: one\ntwo\nthree')
})

it('leaves Escape and the shortcut to an input method while it composes', async () => {
  const { user, form, note, latest } = await openLead()
  await user.type(note, 'Nihon')
  fireEvent.keyDown(note, { key: 'Escape', isComposing: true })
  expect(note).toHaveFocus()
  fireEvent.keyDown(note, { key: 'Enter', ctrlKey: true, isComposing: true })
  // Safari closes the composition before its last Enter
  fireEvent.keyDown(note, { key: 'Enter', ctrlKey: true, keyCode: 229 })
  fireEvent.keyDown(note, { key: 'Escape', keyCode: 229 })
  expect(note).toHaveFocus()
  expect(note).toHaveValue('Nihon')
  await user.type(note, '!')
  await user.click(form.getByRole('button', { name: /^Log event/ }))
  await waitFor(async () => expect((await latest()).note).toBe('Nihon!'))
})

it('leaves Escape and the shortcut to an input method while it composes in a snippet', async () => {
  const { user, note } = await openLead()
  await user.type(note, '/')
  await user.click(await screen.findByRole('option', { name: 'Manage snippets…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Snippets' }))
  await user.click(dialog.getByRole('button', { name: 'New snippet' }))
  await user.type(dialog.getByLabelText('Name'), 'greeting')
  const text = dialog.getByLabelText('Text')
  await user.type(text, 'Nihon')
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true, isComposing: true })
  fireEvent.keyDown(text, { key: 'Escape', isComposing: true })
  fireEvent.keyDown(text, { key: 'Enter', ctrlKey: true, keyCode: 229 })
  fireEvent.keyDown(text, { key: 'Escape', keyCode: 229 })
  expect(text).toHaveValue('Nihon')
  expect(text).toHaveFocus()
  await user.keyboard('!{Control>}{Enter}{/Control}')
  expect(dialog.getByText('Nihon!')).toBeVisible()
})

it('counts the characters left near the limit, an emoji as one, and truncates nothing', async () => {
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

it('previews how the choices will change the lead', async () => {
  const { form, choose } = await openLead()
  expect(form.getByRole('combobox', { name: 'Status' })).toHaveTextContent('Stays New')
  await choose('Status', 'Contacted')
  expect(form.getByText(/New →/).parentElement).toHaveTextContent('New → Contacted')
  await choose('Status', 'Won')
  expect(form.getByText(/New →/).parentElement).toHaveTextContent('New → Won, closes the lead')
  await choose('Assignee', 'Unassigned')
  expect(form.getByText(/Luca →/).parentElement).toHaveTextContent('Luca → unassigned')
})

it('assigns the lead to the user with one choice', async () => {
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

it('keeps the plus sign of an assignee’s identifier', async () => {
  const { user, form, latest } = await openLead()
  await user.click(form.getByRole('combobox', { name: 'Assignee' }))
  await user.type(form.getByRole('combobox', { name: 'Person' }), 'larentis+unicorno@atoka.io')
  await user.click(await form.findByRole('option', { name: /larentis\+unicorno@atoka\.io/ }))
  await user.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(async () => expect((await latest()).leadAssignee).toBe('larentis+unicorno@atoka.io'))
})

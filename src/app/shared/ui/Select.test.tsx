import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Select } from './Select.tsx'

const groups = [
  { choices: [{ value: 'keep', label: 'No change' }] },
  { heading: 'Next status', choices: [{ value: 'won', label: 'Won', description: 'Ends the story' }] },
  {
    heading: 'Closed',
    choices: [{ value: 'lost', label: 'Lost', description: 'Not before the offer', disabled: true }],
  },
]

function Status() {
  const [status, setStatus] = useState('keep')
  return <Select label="Status" groups={groups} value={status} onChange={setStatus} />
}

it('is named by its label alone, and shows the selected option', () => {
  render(<Status />)
  expect(screen.getByRole('combobox', { name: 'Status' })).toHaveTextContent('No change')
})

it('chooses by mouse', async () => {
  const user = userEvent.setup()
  render(<Status />)
  await user.click(screen.getByRole('combobox', { name: 'Status' }))
  const list = within(screen.getByRole('listbox', { name: 'Status' }))
  expect(list.getByRole('option', { name: 'No change' })).toHaveAttribute('aria-selected', 'true')
  expect(within(list.getByRole('group', { name: 'Next status' })).getByRole('option')).toHaveTextContent(
    'Won',
  )
  await user.click(list.getByRole('option', { name: /Won/ }))
  expect(screen.getByRole('combobox', { name: 'Status' })).toHaveTextContent('Won')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
})

it('chooses by keyboard', async () => {
  const user = userEvent.setup()
  render(<Status />)
  await user.tab()
  await user.keyboard('{Enter}{End}{ArrowUp}{Enter}')
  expect(screen.getByRole('combobox', { name: 'Status' })).toHaveTextContent('Won')
})

it('highlights a disabled option, which gives the reason, and does not select it', async () => {
  const user = userEvent.setup()
  render(<Status />)
  await user.tab()
  const toggle = screen.getByRole('combobox', { name: 'Status' })
  await user.keyboard('{Enter}{End}')
  const lost = screen.getByRole('option', { name: /Lost.*Not before the offer/ })
  expect(toggle).toHaveAttribute('aria-activedescendant', lost.id)
  expect(lost).toHaveAttribute('aria-disabled', 'true')
  await user.keyboard('{Enter}')
  await user.click(lost)
  expect(lost).toBeVisible()
  await user.tab()
  expect(toggle).toHaveTextContent('No change')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
})

it('stops Escape from reaching its parents while it is open', async () => {
  const user = userEvent.setup()
  const pressed: string[] = []
  render(
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- represents the form or dialog around it
    <div onKeyDown={({ key }) => pressed.push(key)}>
      <Status />
    </div>,
  )
  await user.click(screen.getByRole('combobox', { name: 'Status' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('listbox')).not.toBeInTheDocument()
  await user.keyboard('{Escape}')
  expect(pressed).toEqual(['Escape'])
})

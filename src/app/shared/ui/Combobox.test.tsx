import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import type { SelectOption } from './select-option.ts'
import { Combobox } from './Combobox.tsx'

const people: readonly SelectOption<string>[] = [
  { value: 'giulia', label: 'Giulia Rossi' },
  { value: 'luca', label: 'Luca Conti' },
]

function Assignee() {
  const [chosen, setChosen] = useState<SelectOption<string> | null>(null)
  const [text, setText] = useState('')
  return (
    <Combobox
      label="Assign to"
      choices={people.filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))}
      value={chosen}
      onChange={setChosen}
      onType={setText}
      empty="No user of that name"
    />
  )
}

it('offers the options that match the text, and selects one by Enter', async () => {
  const user = userEvent.setup()
  render(<Assignee />)
  const field = screen.getByRole('combobox', { name: 'Assign to' })
  await user.type(field, 'luc')
  expect(screen.getAllByRole('option')).toHaveLength(1)
  await user.keyboard('{ArrowDown}{Enter}')
  expect(field).toHaveValue('Luca Conti')
})

it('shows a text if no option matches, and restores the selected option on blur', async () => {
  const user = userEvent.setup()
  render(<Assignee />)
  const field = screen.getByRole('combobox', { name: 'Assign to' })
  await user.type(field, 'giu{ArrowDown}{Enter}')
  await user.clear(field)
  await user.type(field, 'zz')
  expect(screen.getByText('No user of that name')).toBeVisible()
  await user.tab()
  expect(field).toHaveValue('Giulia Rossi')
})

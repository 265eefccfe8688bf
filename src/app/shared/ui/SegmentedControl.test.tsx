import { render, screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { SegmentedControl } from './SegmentedControl.tsx'

function Order() {
  const [order, setOrder] = useState<'newest' | 'oldest'>('newest')
  return (
    <SegmentedControl
      label="Order"
      options={[
        { value: 'newest', label: 'Newest' },
        { value: 'oldest', label: 'Oldest' },
      ]}
      value={order}
      onChange={setOrder}
    />
  )
}

it('is a radio group for the arrow keys', async () => {
  const user = userEvent.setup()
  render(<Order />)
  const group = within(screen.getByRole('radiogroup', { name: 'Order' }))
  await user.tab()
  expect(group.getByRole('radio', { name: 'Newest' })).toHaveFocus()
  await user.keyboard('{ArrowRight}')
  expect(group.getByRole('radio', { name: 'Oldest' })).toBeChecked()
  expect(group.getByRole('radio', { name: 'Oldest' })).toHaveFocus()
})

it('selects an option by click', async () => {
  render(<Order />)
  await userEvent.setup().click(screen.getByRole('radio', { name: 'Oldest' }))
  expect(screen.getByRole('radio', { name: 'Oldest' })).toBeChecked()
  expect(screen.getByRole('radio', { name: 'Newest' })).not.toBeChecked()
})

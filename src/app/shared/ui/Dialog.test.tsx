import { render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'

function Page() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button onClick={() => setOpen(true)}>Delete event</Button>
      {open && (
        <Dialog title="Delete this event?" onClose={() => setOpen(false)} footer={<Button>Delete</Button>}>
          <p>The lead falls back to New.</p>
        </Dialog>
      )}
    </>
  )
}

it('is labelled by its title, and returns the focus when Escape closes it', async () => {
  const user = userEvent.setup()
  render(<Page />)
  await user.click(screen.getByRole('button', { name: 'Delete event' }))
  expect(screen.getByRole('dialog', { name: 'Delete this event?' })).toContainElement(
    screen.getByText('The lead falls back to New.'),
  )
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Delete event' })).toHaveFocus()
})

it('closes by its button and by a click outside, not by a click inside', async () => {
  const user = userEvent.setup()
  render(<Page />)
  await user.click(screen.getByRole('button', { name: 'Delete event' }))
  await user.click(screen.getByText('The lead falls back to New.'))
  await user.click(screen.getByRole('button', { name: 'Close' }))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Delete event' }))
  await user.click(screen.getByRole('dialog'))
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument()
})

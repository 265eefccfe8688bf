import { render, screen, waitFor } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { useFocusRecovery } from './use-focus-recovery.ts'

/** A notice whose button removes the notice, in a section next to a text field. */
function Page({ onClose }: { readonly onClose?: () => void }) {
  useFocusRecovery()
  const [isOpen, setOpen] = useState(true)
  const close = () => {
    onClose?.()
    setOpen(false)
  }
  return (
    <main tabIndex={-1}>
      <section aria-label="Drafts">
        {isOpen && (
          <p>
            <button type="button" onClick={close}>
              Discard
            </button>
          </p>
        )}
      </section>
      <input />
    </main>
  )
}

it('moves the focus to the part of the page around a button that removes itself', async () => {
  render(<Page />)
  screen.getByRole('button').focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.getByRole('region', { name: 'Drafts' })).toHaveFocus())
})

it('leaves the focus where the component has moved it', async () => {
  render(<Page onClose={() => screen.getByRole('textbox').focus()} />)
  screen.getByRole('button').focus()
  await userEvent.keyboard('{Enter}')
  await waitFor(() => expect(screen.queryByRole('button')).not.toBeInTheDocument())
  expect(screen.getByRole('textbox')).toHaveFocus()
})

it('takes no focus if the user has left the element before it was removed', async () => {
  render(<Page />)
  const button = screen.getByRole('button')
  button.focus()
  button.blur()
  button.remove()
  // the observer is called in a microtask
  await Promise.resolve()
  expect(document.body).toHaveFocus()
})

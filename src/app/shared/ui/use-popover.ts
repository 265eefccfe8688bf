import { useId, useLayoutEffect, useState, type MouseEvent, type ToggleEvent } from 'react'

/**
 * The state of a popover that is rendered only while it is open, because a list has one in each row or its content is
 * large; with the props of its button and its own.
 */
export function usePopover() {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => popup?.showPopover(), [popup])
  return {
    open,
    popup,
    close: () => setOpen(false),
    buttonProps: {
      popoverTarget: id,
      'aria-expanded': open,
      onClick: (event: MouseEvent) => {
        if (open) return
        // without this the browser would immediately close the popover that this click opens
        event.preventDefault()
        setOpen(true)
      },
    },
    popupProps: {
      ref: setPopup,
      id,
      popover: 'auto',
      onToggle: ({ newState }: ToggleEvent) => {
        if (newState === 'closed') setOpen(false)
      },
    },
  } as const
}

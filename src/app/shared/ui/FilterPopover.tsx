import { Suspense, useId, useLayoutEffect, useState, type Ref } from 'react'
import { Button } from './Button.tsx'
import type { Elements } from './elements.ts'
import styles from './FilterPopover.module.css'
import { Icon } from './Icon.tsx'
import { usePopupPlacement } from './use-popup-placement.ts'

interface FilterPopoverProps {
  readonly ref?: Ref<HTMLButtonElement>
  /** the button's text */
  readonly label: string
  /** the button's accessible name, which begins with its text; by default its text alone */
  readonly name?: string
  /** the chosen value, which is shown after the text and is a part of the name */
  readonly value?: string
  /** the popover's name */
  readonly title: string
  /** the form, which is rendered while the popover is open */
  readonly children: Elements
}

/** The height of the longest form, in pixels. */
const maxHeight = 680

/** A button that opens the filters or the order of a list. */
export function FilterPopover({ ref, label, name = label, value, title, children }: FilterPopoverProps) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [popup, setPopup] = useState<HTMLElement | null>(null)
  useLayoutEffect(() => popup?.showPopover(), [popup])
  usePopupPlacement(open, anchor, popup, 'start', maxHeight)
  return (
    <>
      <span ref={setAnchor} className={styles.anchor}>
        <Button
          ref={ref}
          size="s"
          aria-label={value === undefined ? name : `${name} ${value}`}
          popoverTarget={id}
          aria-expanded={open}
          onClick={(event) => {
            if (open) return
            // without this the browser would immediately close the popover that this click opens
            event.preventDefault()
            setOpen(true)
          }}
        >
          {value === undefined && <Icon name="filter" />}
          <span className={styles.word}>{label}</span>
          {value !== undefined && <span>{` ${value}`}</span>}
          {value !== undefined && <Icon name="down" />}
        </Button>
      </span>
      {open && (
        // Escape closes this popover only, not the drawer around it
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <section
          ref={setPopup}
          id={id}
          popover="auto"
          className={styles.popup}
          data-narrow={value !== undefined || undefined}
          aria-label={title}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.stopPropagation()
          }}
          onToggle={({ newState }) => {
            if (newState === 'closed') setOpen(false)
          }}
        >
          <Suspense>{children}</Suspense>
        </section>
      )}
    </>
  )
}

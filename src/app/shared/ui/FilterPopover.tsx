import { Suspense, useState, type Ref } from 'react'
import { Button } from './Button.tsx'
import type { Elements } from './elements.ts'
import styles from './FilterPopover.module.css'
import { Icon } from './Icon.tsx'
import { usePopover } from './use-popover.ts'
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
  const { open, popup, buttonProps, popupProps } = usePopover()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  usePopupPlacement(open, anchor, popup, 'start', maxHeight)
  return (
    <>
      <span ref={setAnchor} className={styles.anchor}>
        <Button
          {...buttonProps}
          ref={ref}
          size="s"
          aria-label={value === undefined ? name : `${name} ${value}`}
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
          {...popupProps}
          className={styles.popup}
          data-narrow={value !== undefined || undefined}
          aria-label={title}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.stopPropagation()
          }}
        >
          <Suspense>{children}</Suspense>
        </section>
      )}
    </>
  )
}

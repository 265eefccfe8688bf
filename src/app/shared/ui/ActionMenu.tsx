import { useLayoutEffect, useState, type ComponentProps, type KeyboardEvent } from 'react'
import { classNames } from './class-names.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { Kbd } from './Kbd.tsx'
import { usePopover } from './use-popover.ts'
import { usePopupPlacement } from './use-popup-placement.ts'
import styles from './ActionMenu.module.css'

export interface Action {
  readonly label: string
  readonly icon: ComponentProps<typeof Icon>['name']
  readonly onSelect: () => void
  /** its key outside the menu, as in `aria-keyshortcuts`, and as the user's keyboard names it */
  readonly shortcut?: { readonly key: string; readonly label: string }
  /** whether it removes something; such actions are last and separated */
  readonly isDanger?: boolean
  /** whether it opens a dialog */
  readonly opensDialog?: boolean
  /** whether the page also shows it as a button where there is room and a pointer */
  readonly isButtonToo?: boolean
}

interface ActionMenuProps {
  readonly label: string
  readonly actions: readonly Action[]
  readonly busy?: boolean
}

/**
 * A "…" button with a menu of actions: the menu button pattern of the ARIA practices. The menu exists only while it is
 * open, because a list has one such button in each row.
 */
export function ActionMenu({ label, actions, busy = false }: ActionMenuProps) {
  const { open, popup: menu, close: hide, buttonProps, popupProps } = usePopover()
  const [button, setButton] = useState<HTMLButtonElement | null>(null)
  useLayoutEffect(() => {
    if (menu !== null) focusItem(menu, 'first')
  }, [menu])
  usePopupPlacement(open, button, menu, 'end')

  const close = () => {
    // before the menu is removed with the focus in it
    button?.focus()
    hide()
  }
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const target = targets.get(event.key)
    if (target !== undefined) focusItem(event.currentTarget, target)
    else if (event.key === 'Escape' || event.key === 'Tab') close()
    // the row's own keys act on the row
    event.stopPropagation()
    if (target !== undefined || event.key === 'Escape') event.preventDefault()
  }
  return (
    <>
      <Button
        {...buttonProps}
        ref={setButton}
        variant="quiet"
        size="s"
        aria-label={label}
        aria-haspopup="menu"
        busy={busy}
      >
        <Icon name="more" />
      </Button>
      {open && (
        <div
          {...popupProps}
          role="menu"
          tabIndex={-1}
          className={styles.menu}
          aria-label={label}
          onKeyDown={handleKeyDown}
        >
          {actions.map((action) => (
            <button
              key={action.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={classNames(styles.item, action.isButtonToo === true && styles.buttonToo)}
              data-danger={action.isDanger || undefined}
              aria-haspopup={action.opensDialog === true ? 'dialog' : undefined}
              aria-keyshortcuts={action.shortcut?.key}
              onClick={() => {
                close()
                action.onSelect()
              }}
            >
              <Icon name={action.icon} />
              <span>{action.label}</span>
              {action.shortcut !== undefined && <Kbd>{action.shortcut.label}</Kbd>}
            </button>
          ))}
        </div>
      )}
    </>
  )
}

type Target = 'first' | 'last' | 'next' | 'previous'

/** The keys of a menu: Down and Up wrap around. */
const targets: ReadonlyMap<string, Target> = new Map([
  ['ArrowDown', 'next'],
  ['ArrowUp', 'previous'],
  ['Home', 'first'],
  ['End', 'last'],
])

function focusItem(menu: HTMLElement, target: Target): void {
  const items = [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')].filter(
    (item) => getComputedStyle(item).display !== 'none',
  )
  const index = items.findIndex((item) => item === document.activeElement)
  const next = { first: 0, last: -1, next: (index + 1) % items.length, previous: index <= 0 ? -1 : index - 1 }
  items.at(next[target])?.focus()
}

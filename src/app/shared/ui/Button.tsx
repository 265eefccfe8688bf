import type { ComponentProps } from 'react'
import styles from './Button.module.css'
import { Kbd } from './Kbd.tsx'

/** How much a button asks to be pressed, and how tall it is. */
export interface ButtonVariant {
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 's' | 'm'
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'>, ButtonVariant {
  /** a shortcut to show beside the words, such as `modified('Enter')`; the caller listens for it */
  readonly shortcut?: string | undefined
  /** something is under way because it was pressed: it stays where it is and takes no second press */
  readonly busy?: boolean
}

/** A button; `type` is `button` unless said otherwise. */
export function Button({
  variant = 'plain',
  size = 'm',
  shortcut,
  busy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={styles.button}
      data-variant={variant}
      data-size={size}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={(event) => {
        // it keeps the focus, as a disabled button would not, but a form must not be sent twice
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {children}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}

import type { ComponentProps } from 'react'
import styles from './Button.module.css'
import { Kbd } from './Kbd.tsx'

/** The emphasis and the height of a button. */
export interface ButtonVariant {
  readonly variant?: 'primary' | 'plain' | 'quiet' | 'danger'
  readonly size?: 's' | 'm'
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className'>, ButtonVariant {
  /** a shortcut to show next to the label, such as `formatShortcut('Enter')`; the caller handles its key event */
  readonly shortcut?: string | undefined
  /** whether the button's action is in progress: the button keeps its label and ignores further clicks */
  readonly busy?: boolean
}

/** A button; its `type` is `button` by default. */
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
        // unlike a disabled button it keeps the focus, so the second submit of a form must be prevented
        if (busy) event.preventDefault()
        else onClick?.(event)
      }}
    >
      {typeof children === 'string' ? <span>{children}</span> : children}
      {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
    </button>
  )
}

import type { ComponentProps } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useIsPhone } from './use-is-phone.ts'
import styles from './EventAction.module.css'

interface EventActionProps extends Omit<ComponentProps<typeof Button>, 'aria-label' | 'children'> {
  /** its accessible name */
  readonly label: string
  /** the visible part of the label, except on a phone */
  readonly word: string
  readonly icon: ComponentProps<typeof Icon>['name']
}

/** A quiet button of an event: a word, on a phone an icon. */
export function EventAction({ label, word, icon, ...rest }: EventActionProps) {
  const isPhone = useIsPhone()
  return (
    <span className={styles.action}>
      <Button {...rest} variant="quiet" size="s" aria-label={label}>
        {isPhone ? <Icon name={icon} /> : word}
      </Button>
    </span>
  )
}

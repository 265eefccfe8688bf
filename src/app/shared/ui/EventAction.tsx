import type { ComponentProps } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import { useIsPhone } from './use-is-phone.ts'
import styles from './EventAction.module.css'

interface EventActionProps extends Omit<ComponentProps<typeof Button>, 'aria-label' | 'children'> {
  /** its whole name */
  readonly label: string
  /** the part of it that is in sight, where there is room for words */
  readonly word: string
  readonly icon: ComponentProps<typeof Icon>['name']
}

/** A quiet button of an event: a word, on a phone a sign. */
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

import type { ComponentProps } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import styles from './EventAction.module.css'

interface EventActionProps extends Omit<ComponentProps<typeof Button>, 'aria-label' | 'children'> {
  /** its accessible name */
  readonly label: string
  /** the visible part of the label, where there is room for it */
  readonly word: string
  readonly icon: ComponentProps<typeof Icon>['name']
}

/** A quiet button of an event: a word; an icon in a narrow page, and for fingers, whose targets are larger. */
export function EventAction({ label, word, icon, ...rest }: EventActionProps) {
  return (
    <span className={styles.action}>
      <Button {...rest} variant="quiet" size="s" aria-label={label}>
        <span className={styles.icon}>
          <Icon name={icon} />
        </span>
        <span className={styles.word}>{word}</span>
      </Button>
    </span>
  )
}

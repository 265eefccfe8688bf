import type { ComponentProps } from 'react'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'
import styles from './HeaderAction.module.css'

interface HeaderActionProps extends Omit<ComponentProps<typeof Button>, 'aria-label' | 'children'> {
  readonly label: string
  readonly icon: ComponentProps<typeof Icon>['name']
}

/** A button of a screen's header: a word, or an icon if the header is too narrow for it. */
export function HeaderAction({ label, icon, ...rest }: HeaderActionProps) {
  return (
    <Button {...rest} size="s" aria-label={label}>
      <span className={styles.icon}>
        <Icon name={icon} title={label} />
      </span>
      <span className={styles.word}>{label}</span>
    </Button>
  )
}

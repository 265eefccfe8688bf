import { useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useMessages } from '../i18n/i18n.ts'
import { Button } from './Button.tsx'
import { Dot } from './Dot.tsx'
import styles from './FilterChips.module.css'
import { Icon } from './Icon.tsx'

/** A filter in use. */
export interface FilterChip {
  readonly key: string
  /** what it filters by, before the value: `Logged by`; absent if the value is clear without it */
  readonly name?: string | undefined
  readonly value: string
  /** whether the value is a person's name, which a translator must not change */
  readonly isName?: boolean
  /** the colour of a dot before the value, as a CSS value */
  readonly colour?: string | undefined
  readonly onRemove: () => void
}

interface FilterChipsProps {
  readonly chips: readonly FilterChip[]
  readonly onClear: () => void
  /** focuses a control that remains after the last chip is removed */
  readonly focusNext: () => void
  /** the number of matching entries */
  readonly count?: ReactNode
}

/** The active filters of a list, each with a button that removes it. */
export function FilterChips({ chips, onClear, focusNext, count }: FilterChipsProps) {
  const t = useMessages()
  const list = useRef<HTMLUListElement>(null)
  /** Applies a change. The pressed button disappears, so the focus moves to its successor, or to another control. */
  const change = (apply: () => void, index: number) => {
    flushSync(apply)
    const buttons = list.current?.querySelectorAll('button') ?? []
    const neighbour = buttons[index] ?? buttons[index - 1]
    if (neighbour === undefined) focusNext()
    else neighbour.focus()
  }
  return (
    <div className={styles.filters}>
      {chips.length > 0 && (
        <ul ref={list} className={styles.list} aria-label={t('filter.active')}>
          {chips.map(({ key, name, value, isName, colour, onRemove }, index) => (
            <li key={key} className={styles.filter}>
              {name !== undefined && <span className={styles.name}>{name}</span>}
              {colour !== undefined && <Dot colour={colour} />}
              <span className={styles.value} translate={isName ? 'no' : undefined}>
                {value}
              </span>
              <button
                type="button"
                className={styles.remove}
                aria-label={t('filter.remove', { filter: name === undefined ? value : `${name} ${value}` })}
                onClick={() => change(onRemove, index)}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {chips.length > 1 && (
        <Button variant="quiet" size="s" onClick={() => change(onClear, 0)}>
          {t('filter.clear')}
        </Button>
      )}
      {count !== undefined && <output className={styles.count}>{count}</output>}
    </div>
  )
}

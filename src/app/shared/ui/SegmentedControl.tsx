import { useId, type ReactNode } from 'react'
import styles from './SegmentedControl.module.css'

interface SegmentedProps<Value extends string> {
  /** its name for assistive technology */
  readonly label: string
  /** the radio buttons' shared name; one of its own where it is left out */
  readonly name?: string
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[]
  readonly value: Value
  readonly onChange: (value: Value) => void
  /** `wide` shares all the room between the options */
  readonly width?: 'fit' | 'wide'
}

/** One of a few, all in sight: a radio group, moved by the arrow keys. */
export function SegmentedControl<Value extends string>(props: SegmentedProps<Value>) {
  const { label, options, value, onChange, width = 'fit' } = props
  const ownName = useId()
  return (
    <div role="radiogroup" aria-label={label} className={styles.group} data-width={width}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            className={styles.radio}
            name={props.name ?? ownName}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

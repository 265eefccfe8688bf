import { useId, type ComponentProps } from 'react'
import { FieldError } from './FieldError.tsx'
import styles from './TextField.module.css'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string
  /** what is wrong with it, in words */
  readonly fault?: string | undefined
}

/** A line of text with its label above it, and below it what is wrong. */
export function TextField({ label, fault, ...rest }: TextFieldProps) {
  const id = useId()
  const faultId = `${id}-fault`
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={fault !== undefined || undefined}
        aria-describedby={fault === undefined ? undefined : faultId}
      />
      <FieldError id={faultId} words={fault} />
    </div>
  )
}

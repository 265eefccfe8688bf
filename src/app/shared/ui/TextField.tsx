import { useId, type ComponentProps } from 'react'
import { FieldError } from './FieldError.tsx'
import styles from './TextField.module.css'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string
  /** the error message */
  readonly fault?: string | undefined
}

/** A text field with its label above and its error below. */
export function TextField({ label, fault, ...rest }: TextFieldProps) {
  const id = useId()
  const faultId = `${id}-fault`
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <input
        dir="auto"
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

import { useId, type ComponentProps, type ReactElement } from 'react'
import { FieldError } from './FieldError.tsx'
import styles from './TextField.module.css'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'className' | 'id'> {
  readonly label: string
  /** the error message */
  readonly error?: string | undefined
  /** a button for the field, in the line of the label */
  readonly action?: ReactElement
}

/** A text field with its label above and its error below. */
export function TextField({ label, error, action, ...rest }: TextFieldProps) {
  const id = useId()
  const errorId = `${id}-error`
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {action}
      </div>
      <input
        dir="auto"
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : errorId}
      />
      <FieldError id={errorId} message={error} />
    </div>
  )
}

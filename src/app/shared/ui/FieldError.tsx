import styles from './FieldError.module.css'
import { Icon } from './Icon.tsx'

/**
 * The error of a field, for its `aria-describedby`. It is rendered without an error too, so that assistive technology
 * announces the error when it appears.
 */
export function FieldError({ id, message }: { readonly id: string; readonly message: string | undefined }) {
  return (
    <p id={id} className={styles.error} aria-live="polite">
      {message !== undefined && (
        <>
          <Icon name="warning" />
          <span>{message}</span>
        </>
      )}
    </p>
  )
}

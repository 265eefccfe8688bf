import styles from './FieldError.module.css'
import { Icon } from './Icon.tsx'

/**
 * The error of a field, for its `aria-describedby`. It is rendered without an error too, so that assistive technology
 * announces the error when it appears.
 */
export function FieldError({ id, words }: { readonly id: string; readonly words: string | undefined }) {
  return (
    <p id={id} className={styles.fault} aria-live="polite">
      {words !== undefined && (
        <>
          <Icon name="warning" />
          {words}
        </>
      )}
    </p>
  )
}

import styles from './FieldError.module.css'
import { Icon } from './Icon.tsx'

/** What is wrong with a field, for its `aria-describedby`; there before the fault is, so that its coming is heard. */
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

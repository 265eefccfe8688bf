import type { ComponentProps, Ref } from 'react'
import styles from './TextArea.module.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'rows'> {
  readonly value: string
  /** `bare` leaves the frame to what stands around it */
  readonly frame?: 'field' | 'bare'
  /** a place in the text, in UTF-16 code units, … */
  readonly markerAt?: number | undefined
  /** … and who wants to know where on the screen that is */
  readonly markerRef?: Ref<HTMLElement>
}

/** A field for several lines that grows with its text. */
export function TextArea({ frame = 'field', markerAt, markerRef, ...rest }: TextAreaProps) {
  return (
    <div className={styles.area} data-text={`${rest.value} `} data-frame={frame}>
      {markerAt !== undefined && (
        <span className={styles.copy} aria-hidden="true">
          {rest.value.slice(0, markerAt)}
          <i ref={markerRef} />
        </span>
      )}
      <textarea {...rest} rows={1} className={styles.text} />
    </div>
  )
}

import type { ComponentProps, Ref } from 'react'
import styles from './TextArea.module.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'rows'> {
  readonly value: string
  /** `bare` omits the frame, because the parent draws it */
  readonly frame?: 'field' | 'bare'
  /** a position in the text, in UTF-16 code units */
  readonly markerAt?: number | undefined
  /** receives an element at that position, to measure it on the screen */
  readonly markerRef?: Ref<HTMLElement>
}

/** A field for several lines, whose height grows with its text. */
export function TextArea({ frame = 'field', markerAt, markerRef, ...rest }: TextAreaProps) {
  return (
    <div className={styles.area} data-text={`${rest.value} `} data-frame={frame}>
      {markerAt !== undefined && (
        <span className={styles.copy} aria-hidden="true">
          <span>{rest.value.slice(0, markerAt)}</span>
          <i ref={markerRef} />
        </span>
      )}
      <textarea dir="auto" {...rest} rows={1} className={styles.text} />
    </div>
  )
}

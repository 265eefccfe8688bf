import type { ComponentProps } from 'react'
import styles from './TextArea.module.css'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'value' | 'rows'> {
  readonly value: string
  /** `bare` leaves the frame to what stands around it */
  readonly frame?: 'field' | 'bare'
}

/** A field for several lines that grows with its text. */
export function TextArea({ frame = 'field', ...rest }: TextAreaProps) {
  return (
    <div className={styles.area} data-text={`${rest.value} `} data-frame={frame}>
      <textarea {...rest} rows={1} className={styles.text} />
    </div>
  )
}

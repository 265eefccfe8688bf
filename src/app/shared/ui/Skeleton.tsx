import styles from './Skeleton.module.css'

/**
 * A grey bar in place of text that is loading. `width` and `height` are CSS lengths; the height is that of the text's
 * line, so that nothing shifts when the text appears. The caller also sets `aria-busy`.
 */
export function Skeleton({
  width = '100%',
  height = '20px',
}: {
  readonly width?: string
  readonly height?: string
}) {
  return <span className={styles.skeleton} style={{ '--w': width, '--h': height }} aria-hidden="true" />
}

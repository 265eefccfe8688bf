import styles from './Skeleton.module.css'

/**
 * A grey bar where text is on its way. `width` and `height` are CSS lengths, the height that of the line it stands
 * for, so that nothing shifts when the text comes. Who shows it also says `aria-busy`.
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

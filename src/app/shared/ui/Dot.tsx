import styles from './Dot.module.css'

/** A coloured dot, decoration next to a label with the same meaning. `colour` is a CSS value: `var(--status-won)`. */
export function Dot({ colour }: { readonly colour: string }) {
  return <i className={styles.dot} style={{ '--c': colour }} aria-hidden="true" />
}

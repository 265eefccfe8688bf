import styles from './Dot.module.css'

/** A coloured dot beside a word that says the same. `colour` is CSS: `var(--status-won)`. */
export function Dot({ colour }: { readonly colour: string }) {
  return <i className={styles.dot} style={{ '--c': colour }} aria-hidden="true" />
}

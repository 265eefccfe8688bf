import styles from './Logo.module.css'

/** The product's logo, a lead line with its depth marks; decoration next to the name. */
export function Logo({ size = 20 }: { readonly size?: number }) {
  return (
    <svg className={styles.logo} width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect className={styles.ground} width="32" height="32" rx="8" />
      <path className={styles.line} d="M11 5.5v14M16.5 10h8M16.5 16.5h5" />
      <path className={styles.weight} d="M7.6 19h6.8l-1.1 4.6L11 27.2l-2.3-3.6L7.6 19Z" />
    </svg>
  )
}

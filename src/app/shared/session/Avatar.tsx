import styles from './Avatar.module.css'

/** A person's initials in a disc; decoration beside the name. */
export function Avatar({ name }: { readonly name: string }) {
  const initials = name
    .split(/\s+/)
    .map((word) => /^./u.exec(word)?.[0] ?? '')
    .slice(0, 2)
    .join('')
  return (
    // drawn, not written: they are no part of what the person reads or says
    <span className={styles.avatar} aria-hidden="true" data-initials={initials} />
  )
}

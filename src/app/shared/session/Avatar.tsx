import styles from './Avatar.module.css'

/** A person's initials in a circle, decoration next to the name. */
export function Avatar({ name }: { readonly name: string }) {
  const initials = name
    .split(/\s+/)
    .map((word) => /^./u.exec(word)?.[0] ?? '')
    .slice(0, 2)
    .join('')
  return (
    // drawn by CSS, so that the initials are not part of the text for reading and voice control
    <span className={styles.avatar} aria-hidden="true" data-initials={initials} />
  )
}

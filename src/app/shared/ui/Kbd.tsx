import styles from './Kbd.module.css'

/** A key or shortcut, shown as a key. It is decoration: the control has `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd translate="no" className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  )
}

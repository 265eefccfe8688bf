import styles from './Kbd.module.css'

/** A key or shortcut, drawn as a key; decoration, since the control says it by `aria-keyshortcuts`. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  )
}

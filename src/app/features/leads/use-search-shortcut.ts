import { useEffect, type RefObject } from 'react'
import { isModified } from '../../shared/ui/shortcut.ts'

/** ⌘K or Ctrl+K, from anywhere on the page, goes to the search field with its text selected. */
export function useSearchShortcut(field: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const go = (event: KeyboardEvent) => {
      if (!isModified(event, 'k') || document.querySelector('dialog[open]') !== null) return
      event.preventDefault()
      field.current?.focus()
      field.current?.select()
    }
    document.addEventListener('keydown', go)
    return () => document.removeEventListener('keydown', go)
  }, [field])
}

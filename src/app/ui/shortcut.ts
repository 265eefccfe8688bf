/** The parts of a key event that say which shortcut was pressed. */
export type Keys = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

/** Whether the reader's keyboard has ⌘ where others have Ctrl. */
export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}

/** Whether ⌘ or Ctrl is held down, and nothing else, with `key` (`'Enter'`, `'k'`). */
export function isModified(event: Keys, key: string): boolean {
  const same = event.key.toLowerCase() === key.toLowerCase()
  return same && (event.metaKey || event.ctrlKey) && !event.altKey && !event.shiftKey
}

/** How `key` with ⌘ or Ctrl is written on this keyboard: `⌘↵`, `Ctrl K`. */
export function modified(key: 'Enter' | 'K'): string {
  const sign = key === 'Enter' ? '↵' : key
  return isApple() ? `⌘${sign}` : `Ctrl ${sign}`
}

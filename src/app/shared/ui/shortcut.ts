/** The parts of a key event that say which shortcut was pressed. */
export type Keys = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

/** Whether the reader's keyboard has ⌘ where others have Ctrl. */
export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}

/** Whether ⌘ or Ctrl is held down, and nothing else but what is asked for, with `key` (`'Enter'`, `'k'`). */
export function isModified(event: Keys, key: string, { shift = false } = {}): boolean {
  const same = event.key.toLowerCase() === key.toLowerCase()
  return same && (event.metaKey || event.ctrlKey) && !event.altKey && event.shiftKey === shift
}

/** Whether a key was pressed by itself: Shift may be what writes it (`?`). */
export function hasNoModifier({ metaKey, ctrlKey, altKey }: Keys): boolean {
  return !metaKey && !ctrlKey && !altKey
}

/** How `key` with ⌘ or Ctrl is written on this keyboard: `⌘↵`, `Ctrl K`, `Ctrl ⇧ ↵`. */
export function formatShortcut(key: 'Enter' | 'K' | 'Z', { shift = false } = {}): string {
  const sign = key === 'Enter' ? '↵' : key
  const signs = shift ? ['⇧', sign] : [sign]
  return isApple() ? ['⌘', ...signs].join('') : ['Ctrl', ...signs].join(' ')
}

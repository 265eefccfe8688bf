/** The properties of a key event that identify a shortcut. */
export type Keys = Pick<KeyboardEvent, 'key' | 'code' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

/** Whether the user's keyboard has ⌘ in place of Ctrl. */
export function isApple(): boolean {
  return /mac|iphone|ipad/i.test(navigator.userAgent)
}

/**
 * Returns the key of a shortcut. On a layout with other letters than Latin ones, and while an input method is active, it is
 * the key at the same position of a US keyboard; those layouts have `/` and `?` elsewhere or write `.` and `,` there.
 */
export function shortcutKey({ key, code, shiftKey }: Pick<Keys, 'key' | 'code' | 'shiftKey'>): string {
  if (code === 'Slash' && /^([.,\P{ASCII}]|Process)$/u.test(key)) return shiftKey ? '?' : '/'
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter === undefined || !/^((?!\p{Script=Latin})\P{ASCII}|Process)$/u.test(key)) return key
  return shiftKey ? letter : letter.toLowerCase()
}

/** Whether `key` (`'Enter'`, `'k'`) was pressed with ⌘ or Ctrl, and with Shift exactly if `shift` is set. */
export function isModified(event: Keys, key: string, { shift = false } = {}): boolean {
  const isSameKey = shortcutKey(event).toLowerCase() === key.toLowerCase()
  return isSameKey && (event.metaKey || event.ctrlKey) && !event.altKey && event.shiftKey === shift
}

/** Whether a key was pressed without a modifier; Shift is allowed, because some keys need it (`?`). */
export function hasNoModifier({ metaKey, ctrlKey, altKey }: Keys): boolean {
  return !metaKey && !ctrlKey && !altKey
}

/** Returns the label of `key` with ⌘ or Ctrl on this keyboard: `⌘↵`, `Ctrl K`, `Ctrl ⇧ ↵`. */
export function formatShortcut(key: 'Enter' | 'K' | 'Z', { shift = false } = {}): string {
  const symbol = key === 'Enter' ? '↵' : key
  const symbols = shift ? ['⇧', symbol] : [symbol]
  return isApple() ? ['⌘', ...symbols].join('') : ['Ctrl', ...symbols].join(' ')
}

/** Returns the label of an arrow key with Alt on this keyboard: `⌥↓`, `Alt ↓`. */
export function formatAltShortcut(arrow: '↑' | '↓'): string {
  return isApple() ? `⌥${arrow}` : `Alt ${arrow}`
}

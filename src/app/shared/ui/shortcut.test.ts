import { expect, it } from 'vitest'
import { isModified, shortcutKey } from './shortcut.ts'

/** A pressed key: what the layout writes, and the position on a US keyboard. */
const press = (key: string, code: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) => ({
  key,
  code,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  ...held,
})

it.each([
  ['Russian', press('о', 'KeyJ'), 'j'],
  ['Russian', press('Ы', 'KeyS', { shiftKey: true }), 'S'],
  ['Russian', press('.', 'Slash'), '/'],
  ['Russian', press(',', 'Slash', { shiftKey: true }), '?'],
  ['Greek', press('γ', 'KeyG'), 'g'],
  ['Hebrew', press('ק', 'KeyE'), 'e'],
  ['Arabic', press('ظ', 'Slash'), '/'],
  ['Arabic', press('؟', 'Slash', { shiftKey: true }), '?'],
  ['Japanese, with its input method active', press('Process', 'KeyC'), 'c'],
])('finds a shortcut by its position on a layout without Latin letters: %s', (_, event, key) => {
  expect(shortcutKey(event)).toBe(key)
})

it.each([
  ['AZERTY', press('a', 'KeyQ'), 'a'],
  ['Dvorak', press('.', 'KeyE'), '.'],
  ['Dvorak', press('j', 'KeyC'), 'j'],
  ['German', press('-', 'Slash'), '-'],
  ['Italian', press('-', 'Slash'), '-'],
  ['Turkish', press('ı', 'KeyI'), 'ı'],
  ['US', press('Delete', 'Delete'), 'Delete'],
])('finds a shortcut by its letter on a Latin layout: %s', (_, event, key) => {
  expect(shortcutKey(event)).toBe(key)
})

it('finds a shortcut with Ctrl by its position too', () => {
  expect(isModified(press('л', 'KeyK', { ctrlKey: true }), 'k')).toBe(true)
  expect(isModified(press('k', 'KeyV', { ctrlKey: true }), 'k')).toBe(true)
  expect(isModified(press('л', 'KeyK'), 'k')).toBe(false)
})

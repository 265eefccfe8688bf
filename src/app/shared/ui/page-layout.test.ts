import { expect, it } from 'vitest'
import { layoutFor } from './page-layout.ts'

const remPx = 16

it.each([
  [1440, 900, 'beside', { isShort: false, hasComposerBar: false, hasScale: true, hasColumns: true }],
  [960, 600, 'beside', { isShort: false, hasComposerBar: false, hasScale: false, hasColumns: false }],
  [1280, 500, 'beside', { isShort: true, hasComposerBar: true, hasScale: false }],
  [959, 600, 'drawer', { isShort: false, hasComposerBar: false, scrollsAsPage: false }],
  [844, 390, 'drawer', { isShort: true, hasComposerBar: true, scrollsAsPage: false }],
  [720, 300, 'drawer', { isShort: true, hasComposerBar: true, scrollsAsPage: true }],
  [699, 900, 'screen', { isShort: false, hasComposerBar: true, scrollsAsPage: true }],
  [390, 844, 'screen', { isNarrow: true, isTight: true, scrollsAsPage: true }],
  [390, 500, 'screen', { isShort: true, hasComposerBar: true, scrollsAsPage: false }],
  [320, 256, 'screen', { isShort: true, hasComposerBar: true, scrollsAsPage: true }],
] as const)('arranges a page of %d×%d px', (width, height, picker, expected) => {
  expect(layoutFor({ width: width / remPx, height: height / remPx })).toMatchObject({ picker, ...expected })
})

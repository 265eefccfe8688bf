import { describe, expect, it } from 'vitest'
import { isGuessable } from './guessable-password.ts'

const owner = { name: 'Giulia Rossi', email: 'giulia.rossi@acme.example', application: 'Acme Spa' }

describe('a guessable password', () => {
  it.each([
    ['a common one', 'qwertyuiop123'],
    ['a common one of twelve characters', '1qaz2wsx3edc'],
    ['a common one in capitals', 'QWERTYUIOP123'],
    ['a common one with digits around it', 'password1234'],
    ['a common one with a year and a sign', 'Juventus2026!'],
    ['a common one with digits for letters', 'P@$$w0rd1234'],
    ['a common one separated by signs', 'pass-word-2026'],
    ['a common one twice', 'passwordpassword'],
    ['one character', 'aaaaaaaaaaaa'],
    ['a few characters, repeated', 'abc1abc1abc1'],
    ['a sequence of letters', 'abcdefghijkl'],
    ['a sequence of digits', '234567890123'],
    ['a sequence downwards', '987654321098'],
    ['the address', 'giulia.rossi@acme.example'],
    ['the address with a digit', 'Giulia.Rossi@acme.example1'],
    ['the name', 'Giulia Rossi'],
    ['the name with a year', 'GiuliaRossi2026'],
    ['the name in reverse order', 'rossi.giulia.1'],
    ['the name with accents', 'Giùlia Róssi'],
    ['the name of the product', 'Leadline2026'],
    ['the name of the product twice', 'leadline-leadline'],
    ['the name of the product with digits for letters', 'l3adl1ne-2026'],
    ['the name of the application', 'AcmeSpa-2026'],
    ['the product and a common one', 'leadline-password'],
  ])('is %s', (_, password) => {
    expect(password.length).toBeGreaterThanOrEqual(12)
    expect(isGuessable(password, owner)).toBe(true)
  })

  it.each([
    'correct horse battery staple',
    'four other words and no comma',
    'a new password of Giulia',
    'leadline keeps our visits in order',
    'x7!kQ2v9pLm3',
    '849302759183',
    'due gatti sul tetto',
    '😀😀🙃😀😅😀😀🙂😀😂😀😀',
  ])('is not %s', (password) => {
    expect(isGuessable(password, owner)).toBe(false)
  })
})

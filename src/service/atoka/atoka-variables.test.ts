import { describe, expect, it } from 'vitest'
import { readConfiguration } from '../configuration/configuration.ts'

const whole = { LEADLINE_BACKEND: 'atoka', ATOKA_TOKEN: '0123456789abcdef' }

describe('the variables of Atoka', () => {
  it('configure no connection if they are absent', () => {
    expect(readConfiguration({}).atoka).toBeUndefined()
    expect(readConfiguration({ LEADLINE_BACKEND: 'postgres' })).toMatchObject({
      atoka: undefined,
      demo: true,
    })
  })

  it('set the token, and optionally another URL than the API’s; there is no demo then', () => {
    expect(readConfiguration(whole)).toMatchObject({
      atoka: { url: 'https://api.atoka.io/', token: '0123456789abcdef' },
      demo: false,
    })
    for (const ATOKA_URL of ['https://gate.example/atoka', 'http://127.0.0.1:4100/', 'http://[::1]:4100/'])
      expect(readConfiguration({ ...whole, ATOKA_URL }).atoka?.url).toBe(ATOKA_URL)
  })

  it.each([
    [{ LEADLINE_BACKEND: 'oracle' }, 'Invalid LEADLINE_BACKEND: expected postgres or atoka'],
    [{ LEADLINE_BACKEND: 'atoka' }, 'ATOKA_TOKEN is not set'],
    [{ ATOKA_TOKEN: whole.ATOKA_TOKEN }, 'Set LEADLINE_BACKEND=atoka, or unset ATOKA_TOKEN'],
    [{ ATOKA_URL: 'https://api.atoka.io' }, 'Set LEADLINE_BACKEND=atoka, or unset ATOKA_URL'],
    [
      { LEADLINE_BACKEND: 'postgres', ATOKA_TOKEN: whole.ATOKA_TOKEN },
      'Set LEADLINE_BACKEND=atoka, or unset ATOKA_TOKEN',
    ],
    [{ ...whole, ATOKA_TOKEN: 'with space' }, 'Invalid ATOKA_TOKEN'],
    [{ ...whole, ATOKA_TOKEN: 'short' }, 'Invalid ATOKA_TOKEN'],
    [{ ...whole, ATOKA_URL: 'api.atoka.io' }, 'Invalid ATOKA_URL'],
    [{ ...whole, ATOKA_URL: 'ftp://api.atoka.io' }, 'Invalid ATOKA_URL'],
    [{ ...whole, ATOKA_URL: 'https://me:secret@api.atoka.io' }, 'Invalid ATOKA_URL'],
    [{ ...whole, ATOKA_URL: 'https://api.atoka.io/?x=1' }, 'Invalid ATOKA_URL'],
    [
      { ...whole, ATOKA_URL: 'http://api.atoka.io' },
      'Invalid ATOKA_URL: http:// would send the token unencrypted',
    ],
    [{ ...whole, DEMO: 'on' }, 'DEMO=on cannot be combined with LEADLINE_BACKEND=atoka'],
  ])('are rejected in one sentence: %o', (environment, sentence) => {
    expect(() => readConfiguration(environment)).toThrow(sentence)
  })

  it('never appear in an error', () => {
    const read = () => readConfiguration({ ATOKA_TOKEN: 'canary-of-the-token' })
    expect(read).toThrow('ATOKA_TOKEN')
    expect(read).not.toThrow('canary')
  })
})

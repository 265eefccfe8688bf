import type { Instant } from '../../contract/instant.ts'
import { toInstant } from '../../contract/instant.ts'
import { tokenScopes, type TokenScope } from '../../contract/token-scope.ts'
import { CommandError } from './command-error.ts'

/** The scopes that a person typed, apart by commas; all of them where none was. */
export function readScopes(raw: string | undefined): TokenScope[] {
  if (raw === undefined) return [...tokenScopes]
  const words = raw.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !tokenScopes.some((scope) => scope === word))
  if (unknown !== undefined)
    throw new CommandError(
      `There is no scope "${unknown}": give some of ${tokenScopes.join(', ')}, apart by commas.`,
    )
  return tokenScopes.filter((scope) => words.includes(scope))
}

const units = { h: 60 * 60 * 1000, d: 24 * 60 * 60 * 1000 } as const

/** When a token expires: after the hours or days that a person typed (`12h`, `90d`); `null` for never. */
export function readExpiry(raw: string | undefined, now: Instant): Instant | null {
  if (raw === undefined) return null
  const [, count = '', unit] = /^([1-9]\d{0,4})([hd])$/.exec(raw) ?? []
  if (unit !== 'h' && unit !== 'd')
    throw new CommandError('The time until it expires is not right: give hours or days, such as 12h or 90d.')
  return toInstant(Date.parse(now) + Number(count) * units[unit])
}

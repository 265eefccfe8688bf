import type { Instant } from '../../contract/instant.ts'
import { toInstant } from '../../contract/instant.ts'
import { newToken, tokenScopes, type TokenScope } from '../../contract/token-scope.ts'
import { CommandError } from './command-error.ts'

/** The scopes that an administrator typed, separated by commas; by default those of a new token. */
export function readScopes(raw: string | undefined): TokenScope[] {
  if (raw === undefined) return [...newToken.scopes]
  const words = raw.split(',').map((word) => word.trim())
  const unknown = words.find((word) => !tokenScopes.some((scope) => scope === word))
  if (unknown !== undefined)
    throw new CommandError(
      `Unknown scope "${unknown}". Use some of ${tokenScopes.join(', ')}, comma-separated.`,
    )
  return tokenScopes.filter((scope) => words.includes(scope))
}

const units = { h: 60 * 60 * 1000, d: 24 * 60 * 60 * 1000 } as const

/** When a token expires: after the hours or days that an administrator typed (`12h`, `90d`); `null` for `never`. */
export function readExpiry(raw: string | undefined, now: Instant): Instant | null {
  if (raw === 'never') return null
  const [, count = '', unit] = /^([1-9]\d{0,4})([hd])$/.exec(raw ?? `${newToken.days}d`) ?? []
  if (unit !== 'h' && unit !== 'd')
    throw new CommandError('Invalid --expires: expected hours or days, such as 12h or 90d, or never.')
  return toInstant(Date.parse(now) + Number(count) * units[unit])
}

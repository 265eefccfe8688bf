/** The maximum delay that is accepted, in seconds. */
const maxSeconds = 600

/**
 * Returns the delay in seconds of `Retry-After`: a number, or an HTTP date relative to the header `Date`. Source: RFC
 * 9110, 10.2.3.
 */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : Math.ceil((Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1_000)
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 1), maxSeconds)
}

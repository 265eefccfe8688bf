/** The longest wait that is believed, in seconds. */
const longest = 600

/** Seconds to wait, of `Retry-After`: a number or an HTTP date, which is by the `Date` beside it. Source: RFC 9110, 10.2.3. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const seconds = /^\d+$/.test(value)
    ? Number(value)
    : Math.ceil((Date.parse(value) - Date.parse(headers.get('date') ?? '')) / 1_000)
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 1), longest)
}

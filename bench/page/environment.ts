/** The environment of a visit. */
export interface Environment {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly locale: string
  readonly timezoneId: string
  /** the factor by which the processor is slowed down */
  readonly slowdown: number
  /** milliseconds before each response; default: none */
  readonly latency?: number
}

export const environment: Omit<Environment, 'slowdown'> = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Rome',
}

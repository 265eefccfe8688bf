/** What a page is visited with. */
export interface Surroundings {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly locale: string
  readonly timezoneId: string
  /** how much slower the processor is made */
  readonly slowdown: number
}

export const surroundings: Omit<Surroundings, 'slowdown'> = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Rome',
}

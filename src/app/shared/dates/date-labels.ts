/**
 * The message keys of the date field: `log` for a new event, which must come after the lead's latest event; `correct`
 * for an edit of the latest event, which must come after the most recent *other* event.
 */
export const dateLabels = {
  log: {
    unchosen: 'composer.now',
    hint: 'composer.hint',
    onlyNow: 'composer.hintOnlyNow',
    tooEarly: 'composer.quickTooEarly',
    fixUnchosen: 'composer.mendNow',
    fixAfterLatest: 'composer.mendAfterLatest',
  },
  correct: {
    unchosen: 'correct.asItIs',
    hint: 'correct.hint',
    onlyNow: 'correct.hint',
    tooEarly: 'correct.tooEarly',
    fixUnchosen: 'correct.fixAsItIs',
    fixAfterLatest: 'correct.afterLatest',
  },
} as const

export type DateLabels = keyof typeof dateLabels

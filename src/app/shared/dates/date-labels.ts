/**
 * What the date rule is about, and with it the words of the date field: a new event comes after the lead's latest one;
 * of the latest one, which is corrected, the most recent *other* event is what it comes after.
 */
export const dateWordings = {
  log: {
    unchosen: 'composer.now',
    hint: 'composer.hint',
    onlyNow: 'composer.hintOnlyNow',
    tooEarly: 'composer.quickTooEarly',
    afterLatest: 'composer.mendAfterLatest',
  },
  correct: {
    unchosen: 'correct.asItIs',
    hint: 'correct.hint',
    onlyNow: 'correct.hint',
    tooEarly: 'correct.tooEarly',
    afterLatest: 'correct.afterLatest',
  },
} as const

export type DateLabels = keyof typeof dateWordings

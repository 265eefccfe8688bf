import notes from './data/long-notes.json'

/** The minutes of a pilot's kick-off, as typed during the meeting. */
export const KICK_OFF_MINUTES = notes.kickOffMinutes.join('\n')

/** The notes of a requirements workshop, in Italian. */
export const WORKSHOP_NOTES = notes.workshopNotes.join('\n')

/** A thread of emails, pasted into one note. */
export const FORWARDED_THREAD = notes.forwardedThread.join('\n')

/** The progress of a roll-out by site: a table with tabs, close to the maximum length of a note. */
export function rollOutTable(): string {
  const { head, checks: checkList, sites, remarks, quotes, tail } = notes.rollOut
  const rows = sites.map((site, index) => {
    const seats = index % 8 < 5 ? 2 : 1
    const checks = checkList.map(
      (check, step) => `\t[${(index * 3 + step * 5) % 7 === 0 ? ' ' : 'x'}]\t${check}`,
    )
    return `${index + 1}.\t${site.toUpperCase()}\tseats ${seats}\tvisited in week ${1 + (index >> 1)}
${checks.join('\n')}
\tremark:\t${remarks[index % remarks.length] ?? ''}.
\tin their words:\t${quotes[index] ?? ''}
`
  })
  return [...head, '', ...rows, ...tail].join('\n')
}

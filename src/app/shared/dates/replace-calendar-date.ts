/** How a calendar date is read. */
interface CalendarDateContext {
  /** whether `11/12` is 12 November, as in the viewer's region */
  readonly monthFirst: boolean
  /** the time in milliseconds at which it was typed */
  readonly now: number
}

interface CalendarDate {
  readonly year: string | undefined
  readonly month: number
  readonly day: number
}

/**
 * Replaces the calendar date in a typed text by its ISO form: `12/11` in the order of the viewer's region, `12 November`,
 * `Nov 12`, `giovedì 12 novembre 2026`. Without a year it is the latest such day. Returns `undefined` for a day that does not
 * exist or has another weekday than the text says, and a text without a calendar date unchanged.
 */
export function replaceCalendarDate(text: string, context: CalendarDateContext): string | undefined {
  for (const [pattern, read] of forms) {
    const match = pattern.exec(text)
    const typed = match && read(match, context)
    if (!match || !typed) continue
    const date = resolve(typed, context.now)
    if (date === undefined) return undefined
    const before = text.slice(0, match.index)
    const weekday = weekdays.findIndex((name) => name.test(before))
    if (weekday !== -1 && weekday !== date.getDay()) return undefined
    const rest = `${toIso(date)}${text.slice(match.index + match[0].length)}`
    return weekday === -1 ? `${before}${rest}` : rest
  }
  return text
}

type Form = readonly [
  RegExp,
  (match: RegExpExecArray, context: CalendarDateContext) => CalendarDate | undefined,
]

const monthNames = [
  /^(?:jan(?:uary)?|gen(?:naio)?)$/iu,
  /^(?:feb(?:ruary|braio)?)$/iu,
  /^(?:mar(?:ch|zo)?)$/iu,
  /^(?:apr(?:ile?)?)$/iu,
  /^(?:may|mag(?:gio)?)$/iu,
  /^(?:june?|giu(?:gno)?)$/iu,
  /^(?:july?|lug(?:lio)?)$/iu,
  /^(?:aug(?:ust)?|ago(?:sto)?)$/iu,
  /^(?:sept?(?:ember)?|sett?(?:embre)?)$/iu,
  /^(?:oct(?:ober)?|ott(?:obre)?)$/iu,
  /^(?:nov(?:ember|embre)?)$/iu,
  /^(?:dec(?:ember)?|dic(?:embre)?)$/iu,
]

/** Returns 1 for January, and 0 for a word that names no month. */
function toMonth(name: string): number {
  return monthNames.findIndex((pattern) => pattern.test(name)) + 1
}

const year = String.raw`(?:,?\s+(\d{4})(?!\d|[:.,]\d))?`
const day = String.raw`(\d{1,2})(?:st|nd|rd|th|[°º])?`

const forms: readonly Form[] = [
  [
    /(?<![\d:.,])(?:(\d{4})[-/.])?(\d{1,2})([-/.])(\d{1,2})(?:\3(\d{4}|\d{2})|\3(?!\d))?(?![\d:]|[-/.]\d)/u,
    readNumericDate,
  ],
  [
    new RegExp(String.raw`(?<![\d:.,/-])${day}\s+(?:of\s+|di\s+)?(\p{L}{3,})\b\.?${year}`, 'u'),
    ([, typedDay = '', name = '', typedYear]) => readNamedDate(name, typedDay, typedYear),
  ],
  [
    new RegExp(String.raw`(?<!\p{L})(\p{L}{3,})\.?\s+${day}(?![\d:.,/-]*\d|\s*(?:[ap]\.?m|h)\b)${year}`, 'u'),
    ([, name = '', typedDay = '', typedYear]) => readNamedDate(name, typedDay, typedYear),
  ],
]

function readNamedDate(
  name: string,
  typedDay: string,
  typedYear: string | undefined,
): CalendarDate | undefined {
  const month = toMonth(name)
  return month === 0 ? undefined : { year: typedYear, month, day: Number(typedDay) }
}

function readNumericDate(
  match: RegExpExecArray,
  { monthFirst }: CalendarDateContext,
): CalendarDate | undefined {
  const [whole, yearBefore, first = '', separator, second = '', yearAfter] = match
  const typedYear = yearBefore ?? yearAfter
  const rest = match.input.slice(match.index + whole.length)
  // `12.11` is a time, unless another one follows
  const isTime =
    separator === '.' && typedYear === undefined && !/^\s*(?:alle|ore|at|h)(?!\p{L})/iu.test(rest)
  if (isTime) return undefined
  const [month, typedDay] = yearBefore !== undefined || monthFirst ? [first, second] : [second, first]
  return { year: typedYear, month: Number(month), day: Number(typedDay) }
}

/** Returns the day at midnight, or `undefined` if there is no such day. */
function resolve({ year: typedYear, month, day: dayOfMonth }: CalendarDate, now: number): Date | undefined {
  const toDay = (fullYear: number) => new Date(fullYear, month - 1, dayOfMonth)
  const thisYear = new Date(now).getFullYear()
  const latestYear = toDay(thisYear).getTime() > now ? thisYear - 1 : thisYear
  const date = toDay(
    typedYear === undefined ? latestYear : Number(typedYear) + (typedYear.length === 2 ? 2000 : 0),
  )
  return date.getMonth() === month - 1 && date.getDate() === dayOfMonth ? date : undefined
}

/** The weekdays in the order of `Date`, from Sunday, at the end of the text before a date. */
const weekdays = [
  'sun(?:day)?|dom(?:enica)?',
  'mon(?:day)?|lun(?:ed[iì])?',
  'tue(?:s(?:day)?)?|mar(?:ted[iì])?',
  'wed(?:nesday)?|mer(?:coled[iì])?',
  'thu(?:r(?:s(?:day)?)?)?|gio(?:ved[iì])?',
  'fri(?:day)?|ven(?:erd[iì])?',
  'sat(?:urday)?|sab(?:ato)?',
].map((name) => new RegExp(String.raw`^(?:on\s+)?(?:${name})\.?,?\s+(?:the\s+|il\s+)?$`, 'iu'))

/** Returns the ISO form of a day in the browser's time zone: `2026-11-12`. */
export function toIso(date: Date): string {
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()]
  return parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-')
}

import { sendRequest, NoResponse } from '../../http-exchange.ts'
import { readJson, toProblem } from '../../map-error.ts'
import { finding, objectsOf, plain, type Finding } from './compare.ts'

/** Where the API is, and with what it is asked. */
export interface AtokaAccess {
  readonly url: string
  readonly token: string
  readonly appUserId: string | undefined
}

/** An endpoint's answer, and what can be said of it before its content is looked at. */
export interface Asked {
  readonly endpoint: string
  /** the answer where it can be read */
  readonly body: Record<string, unknown> | undefined
  readonly findings: readonly Finding[]
}

const limits = { timeout: 20_000, size: 32 * 1024 * 1024 }

/**
 * Calls one reading endpoint once, with neither retry nor redirect. The client of the service keeps status and headers to
 * itself, which are what is looked at here.
 */
export async function request(
  { url, token, appUserId }: AtokaAccess,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Asked> {
  const endpoint = `GET ${path}`
  const query = new URLSearchParams({ token, ...(appUserId !== undefined && { appUserId }), ...parameters })
  const unreadable = (what: string, says: string, before: readonly Finding[] = []): Asked => ({
    endpoint,
    body: undefined,
    findings: [...before, { what, result: 'unreadable', says }],
  })
  try {
    const address = `${url.replace(/\/+$/, '')}${path}?${query.toString()}`
    const answered = await sendRequest(address, { headers: { accept: 'application/json' } }, limits)
    const text = answered.text.replaceAll(token, '…').replaceAll(encodeURIComponent(token), '…')
    if (answered.status < 200 || answered.status > 299) {
      return unreadable('status', `${answered.status}: ${plain(toProblem({ ...answered, text }).message)}`)
    }
    const type = answered.headers.get('content-type') ?? 'none'
    const head = [
      finding('status', answered.status === 200 ? [] : [String(answered.status)], '200'),
      finding('content type', /^application\/json\b/i.test(type) ? [] : [plain(type)], plain(type)),
      finding('Date', answered.headers.has('date') ? [] : ['missing (used as the clock for dates)'], 'sent'),
    ]
    const [body] = objectsOf([readJson(text)])
    return body === undefined
      ? unreadable('body', 'not a JSON object', head)
      : { endpoint, body, findings: head }
  } catch (error) {
    if (!(error instanceof NoResponse)) throw error
    return unreadable('status', error.failure === 'late' ? 'no response within 20 seconds' : 'no response')
  }
}

import { sendRequest, NoResponse } from '../../http-exchange.ts'
import { readJson, toProblem } from '../../map-error.ts'
import { finding, objectsOf, toPrintable, type Finding } from './compare.ts'

/** The URL of the API and the credentials of the requests. */
export interface AtokaAccess {
  readonly url: string
  readonly token: string
  readonly appUserId: string | undefined
}

/** An endpoint's response, and the findings before its content is checked. */
export interface CheckedResponse {
  readonly endpoint: string
  /** the body if it can be parsed */
  readonly body: Record<string, unknown> | undefined
  readonly findings: readonly Finding[]
}

const limits = { timeout: 20_000, size: 32 * 1024 * 1024 }

/**
 * Calls one read endpoint once, without retries or redirects. It does not use the client of the service, because that
 * does not return status and headers, which are checked here.
 */
export async function request(
  { url, token, appUserId }: AtokaAccess,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Promise<CheckedResponse> {
  const endpoint = `GET ${path}`
  const query = new URLSearchParams({ token, ...(appUserId !== undefined && { appUserId }), ...parameters })
  const unreadable = (what: string, says: string, before: readonly Finding[] = []): CheckedResponse => ({
    endpoint,
    body: undefined,
    findings: [...before, { what, result: 'unreadable', says }],
  })
  try {
    const address = `${url.replace(/\/+$/, '')}${path}?${query.toString()}`
    const response = await sendRequest(address, { headers: { accept: 'application/json' } }, limits)
    const text = response.text.replaceAll(token, '…').replaceAll(encodeURIComponent(token), '…')
    if (response.status < 200 || response.status > 299) {
      return unreadable(
        'status',
        `${response.status}: ${toPrintable(toProblem({ ...response, text }).message)}`,
      )
    }
    const type = response.headers.get('content-type') ?? 'none'
    const head = [
      finding('status', response.status === 200 ? [] : [String(response.status)], '200'),
      finding(
        'content type',
        /^application\/json\b/i.test(type) ? [] : [toPrintable(type)],
        toPrintable(type),
      ),
      finding('Date', response.headers.has('date') ? [] : ['missing (used as the clock for dates)'], 'sent'),
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

import type { Service } from '../service/http/service.ts'

/** An answer of the service, read. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  /** JSON, or `undefined` for an empty body */
  // tests look into answers of any shape
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

/** The service as an API client sees it: with a token, and in a user's name. */
export class ApiClient {
  readonly #service: Service
  readonly #credentials: Readonly<Record<string, string>>

  constructor(service: Service, credentials: Readonly<Record<string, string>>) {
    this.#service = service
    this.#credentials = credentials
  }

  /** GET with query parameters. */
  async get(path: string, query: Record<string, string> = {}): Promise<Answer> {
    return this.send(new Request(`http://localhost${path}?${this.#search(query)}`))
  }

  /** POST, PUT or DELETE with a form body. */
  async write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    fields: Record<string, string> = {},
  ): Promise<Answer> {
    return this.send(
      new Request(`http://localhost${path}`, {
        method,
        body: this.#search(fields),
        // as a browser on the service's own page would, for a session's writes
        headers: { origin: 'http://localhost' },
      }),
    )
  }

  /** Sends a request as it stands. */
  async send(request: Request): Promise<Answer> {
    const response = await this.#service(request)
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? undefined : JSON.parse(text),
    }
  }

  #search(fields: Record<string, string>): URLSearchParams {
    return new URLSearchParams({ ...this.#credentials, ...fields })
  }
}

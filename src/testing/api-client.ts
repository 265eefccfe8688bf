import type { Service } from '../service/http/service.ts'

/** A response of the service with its parsed body. */
export interface ApiResponse {
  readonly status: number
  readonly headers: Headers
  /** JSON, or `undefined` for an empty body */
  // tests read bodies of any shape
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any
}

/** Calls the service like an API client: with a token, on behalf of a user. */
export class ApiClient {
  readonly #service: Service
  readonly #credentials: Readonly<Record<string, string>>

  constructor(service: Service, credentials: Readonly<Record<string, string>>) {
    this.#service = service
    this.#credentials = credentials
  }

  /** GET with query parameters. */
  async get(path: string, query: Record<string, string> = {}): Promise<ApiResponse> {
    return this.send(new Request(`http://localhost${path}?${this.#search(query)}`))
  }

  /** POST, PUT or DELETE with a form body. */
  async write(
    method: 'POST' | 'PUT' | 'DELETE',
    path: string,
    fields: Record<string, string> = {},
  ): Promise<ApiResponse> {
    return this.send(
      new Request(`http://localhost${path}`, {
        method,
        body: this.#search(fields),
        // like a browser on the service's page: writes with a session need it
        headers: { origin: 'http://localhost' },
      }),
    )
  }

  /** Sends a request unchanged. */
  async send(request: Request): Promise<ApiResponse> {
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

/** Returns an API client of a browser that sends these cookies. */
export function clientWithCookie(service: Service, cookie: string): ApiClient {
  return new ApiClient(async (request) => {
    const sent = new Request(request)
    sent.headers.set('cookie', cookie)
    return service(sent)
  }, {})
}

import type { Service } from '../service/http/service.ts'

const origin = 'http://localhost:3000'

/** A `fetch` like that of a browser on the service's page: relative URLs, stored cookies, same origin. */
export function browserFetch(service: Service): typeof fetch {
  const cookies = new Map<string, string>()
  return async (input, init) => {
    const request = new Request(new URL(input instanceof Request ? input.url : input, origin), init)
    request.headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    request.headers.set('sec-fetch-site', 'same-origin')
    const response = await service(request)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value.join('='))
    }
    init?.signal?.throwIfAborted()
    return response
  }
}

import { describe, expect, it } from 'vitest'
import { createResolveClient, readNetworks } from './client-address.ts'
import { clientPrefix } from './client-prefix.ts'

const request = (headers: Record<string, string> = {}) =>
  new Request('http://leads.example/v2/leads', { headers })

const forwarded = {
  'x-forwarded-for': '203.0.113.9, 198.51.100.7, 10.0.0.8',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'Leads.Acme.example',
}

describe('the client of a request', () => {
  it('is that of the connection, whatever headers it sends', () => {
    const find = createResolveClient(undefined)
    expect(find(request(forwarded), '::ffff:192.0.2.1')).toEqual({
      address: '192.0.2.1',
      origin: 'http://leads.example',
    })
    const trusting = createResolveClient(readNetworks('10.0.0.0/8'))
    expect(trusting(request(forwarded), '192.0.2.1').origin).toBe('http://leads.example')
  })

  it('is the last forwarded address that is not a trusted proxy', () => {
    const find = createResolveClient(readNetworks('127.0.0.1, 10.0.0.0/8,fd00::/8'))
    for (const proxy of ['127.0.0.1', '10.1.2.3', '::ffff:10.1.2.3', 'fd00::1']) {
      expect(find(request(forwarded), proxy)).toEqual({
        address: '198.51.100.7',
        origin: 'https://leads.acme.example',
      })
    }
  })

  it('is that of the connection if a trusted proxy sends invalid headers', () => {
    const find = createResolveClient(readNetworks('127.0.0.1'))
    const own = { address: '127.0.0.1', origin: 'http://leads.example' }
    expect(find(request(), '127.0.0.1')).toEqual(own)
    expect(
      find(request({ 'x-forwarded-for': 'unknown', 'x-forwarded-proto': 'gopher' }), '127.0.0.1'),
    ).toEqual(own)
  })
})

describe('a service that only this machine can reach', () => {
  const at = (url: string) => new Request(`${url}/metrics`)
  const names = [
    'http://localhost:4000',
    'http://localhost.:4000',
    'http://127.0.0.1:4000',
    'http://[::1]:4000',
    'http://127.1.2.3',
  ]
  const others = [
    'http://evil.example:4000',
    'http://localhost.evil.example',
    'http://localhost..',
    'http://evil.example.',
    'http://10.0.0.1',
    'http://0.0.0.0',
  ]

  it('accepts the names of this machine, and no other name that resolves to its address', () => {
    const find = createResolveClient(undefined, { loopbackOnly: true })
    for (const name of names) expect(find(at(name), '127.0.0.1').isMisdirected).toBeUndefined()
    for (const name of others) expect(find(at(name), '127.0.0.1').isMisdirected).toBe(true)
  })

  it('also accepts the name of its public URL, which is its only origin', () => {
    const publicUrl = new URL('https://leads.acme.example/')
    const find = createResolveClient(undefined, { loopbackOnly: true, publicUrl })
    for (const name of [...names, 'http://leads.acme.example'])
      expect(find(at(name), '127.0.0.1')).toEqual({
        address: '127.0.0.1',
        origin: 'https://leads.acme.example',
      })
    expect(find(at('http://evil.example'), '127.0.0.1').isMisdirected).toBe(true)
  })

  it('has the origin of its public URL even if a proxy sends another one', () => {
    const publicUrl = new URL('https://leads.acme.example')
    const find = createResolveClient(readNetworks('127.0.0.1'), { publicUrl })
    const forwardedRequest = request({ ...forwarded, 'x-forwarded-host': 'evil.example' })
    expect(find(forwardedRequest, '127.0.0.1')).toEqual({
      address: '10.0.0.8',
      origin: 'https://leads.acme.example',
    })
  })
})

describe('trusted networks', () => {
  it.each([
    '',
    'proxy',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.5,',
    'fd00::/129',
    '10.0.0.0/-1',
  ])('reject %s', (text) => expect(readNetworks(text)).toBeUndefined())
})

describe('the prefix that counts as one address', () => {
  it.each([
    [undefined, 'unknown'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::', '2001:db8:1:2'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s is %s', (address, network) => {
    expect(clientPrefix({ address })).toBe(network)
  })
})

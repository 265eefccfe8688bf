import { describe, expect, it } from 'vitest'
import { isOnlyLocal, isReachedByTls, readConfiguration } from './configuration.ts'

describe('network access', () => {
  it('is plain HTTP on this machine only by default', () => {
    for (const HOST of ['127.0.0.1', 'localhost', '::1', '[::1]'])
      expect(readConfiguration({ HOST })).toMatchObject({ tls: undefined, trustedProxies: undefined })
    for (const HOST of ['0.0.0.0', '::', '192.0.2.1', 'leads.example'])
      expect(() => readConfiguration({ HOST })).toThrow(
        /TLS is required\. Set TLS_CERT and TLS_KEY .* TRUSTED_PROXY/,
      )
  })

  it('uses TLS with two files, or a trusted proxy', () => {
    const files = { TLS_CERT: 'chain.pem', TLS_KEY: 'key.pem' }
    expect(readConfiguration({ HOST: '0.0.0.0', ...files }).tls).toEqual({
      certificate: 'chain.pem',
      key: 'key.pem',
    })
    const { trustedProxies } = readConfiguration({ HOST: '0.0.0.0', TRUSTED_PROXY: '10.0.0.0/8' })
    expect(trustedProxies?.check('10.1.2.3')).toBe(true)
    expect(trustedProxies?.check('11.1.2.3')).toBe(false)
  })

  it('accepts a public URL, a time limit for idle connections and a contact', () => {
    expect(readConfiguration({})).toMatchObject({
      publicUrl: undefined,
      keepAliveSeconds: 130,
      securityContact: undefined,
      offlineDays: 7,
    })
    const given = { KEEP_ALIVE_SECONDS: '620', SECURITY_CONTACT: 'mailto:security@acme.example' }
    const { publicUrl, ...rest } = readConfiguration({ ...given, PUBLIC_URL: 'https://leads.acme.example' })
    expect(publicUrl?.origin).toBe('https://leads.acme.example')
    expect(rest).toMatchObject({ keepAliveSeconds: 620, securityContact: 'mailto:security@acme.example' })
    for (const OFFLINE_DAYS of ['0', '30'])
      expect(readConfiguration({ OFFLINE_DAYS }).offlineDays).toBe(Number(OFFLINE_DAYS))
    expect(() => readConfiguration({ OFFLINE_DAYS: '-1' })).toThrow(/number of days/)
    expect(readConfiguration({}).auditDays).toBe(365)
    expect(readConfiguration({ AUDIT_DAYS: '90' }).auditDays).toBe(90)
    expect(readConfiguration({ AUDIT_DAYS: 'off' }).auditDays).toBeNull()
    for (const AUDIT_DAYS of ['0', '1.5', 'never'])
      expect(() => readConfiguration({ AUDIT_DAYS })).toThrow(/number of days, or off/)
    for (const wrong of ['0', '1.5', '99999', 'long'])
      expect(() => readConfiguration({ KEEP_ALIVE_SECONDS: wrong })).toThrow(/number of seconds/)
    for (const wrong of ['security@acme.example', 'http://acme.example', 'https://a\nExpires: 1'])
      expect(() => readConfiguration({ SECURITY_CONTACT: wrong })).toThrow(/expected mailto:/)
    expect(() => readConfiguration({ PUBLIC_URL: 'https://x:y:z' })).toThrow(/Invalid PUBLIC_URL/)
  })

  it.each([
    [{}, { local: true, tls: false }],
    [{ HOST: 'localhost.' }, { local: true, tls: false }],
    [{ PUBLIC_URL: 'http://localhost:4000' }, { local: true, tls: false }],
    [{ PUBLIC_URL: 'http://leads.acme.example' }, { local: false, tls: false }],
    [{ PUBLIC_URL: 'https://leads.acme.example' }, { local: false, tls: true }],
    [{ TRUSTED_PROXY: '127.0.0.1' }, { local: false, tls: true }],
    [
      { TLS_CERT: 'chain.pem', TLS_KEY: 'key.pem' },
      { local: true, tls: true },
    ],
  ])('determines whether browsers use TLS, and can be on other machines: %j', (environment, expected) => {
    const configuration = readConfiguration(environment)
    expect({ local: isOnlyLocal(configuration), tls: isReachedByTls(configuration) }).toEqual(expected)
  })

  it('reports in one sentence what is missing or invalid', () => {
    expect(() => readConfiguration({ TLS_CERT: 'chain.pem' })).toThrow(
      'TLS_KEY is not set: TLS needs both files, and TLS_CERT is set.',
    )
    expect(() => readConfiguration({ TLS_KEY: 'key.pem' })).toThrow(/TLS_CERT is not set/)
    expect(() => readConfiguration({ TRUSTED_PROXY: 'nginx' })).toThrow(/Invalid TRUSTED_PROXY/)
  })
})

import { describe, expect, it } from 'vitest'
import { readConfiguration } from './configuration.ts'

const whole = {
  PUBLIC_URL: 'https://leads.acme.example',
  OIDC_ISSUER: 'https://login.acme.example/realms/acme',
  OIDC_CLIENT_ID: 'leadline',
  OIDC_CLIENT_SECRET: 'a secret',
  OIDC_ALLOWED_DOMAIN: 'acme.example',
  OIDC_APPLICATION: 'acme',
}

describe('the variables of a provider', () => {
  it('configure no provider if they are absent', () => {
    expect(readConfiguration({}).singleSignOn).toBeUndefined()
  })

  it('are parsed', () => {
    const read = readConfiguration({ ...whole, OIDC_MANAGER_CLAIM: 'groups=sales=managers' }).singleSignOn
    expect(read).toMatchObject({
      allowedDomain: 'acme.example',
      managerClaim: { name: 'groups', value: 'sales=managers' },
    })
    expect(read?.issuer.href).toBe(whole.OIDC_ISSUER)
  })

  it.each([
    [{ OIDC_CLIENT_SECRET: '' }, /OIDC_CLIENT_SECRET is not set/],
    [{ PUBLIC_URL: '' }, /PUBLIC_URL is not set/],
    [{ OIDC_ISSUER: 'login.acme.example' }, /Invalid OIDC_ISSUER: expected a full URL/],
    [{ OIDC_ISSUER: 'http://login.acme.example' }, /Invalid OIDC_ISSUER: expected an https/],
    [{ OIDC_ALLOWED_DOMAIN: '@acme.example' }, /Invalid OIDC_ALLOWED_DOMAIN: expected a lower-case domain/],
    [{ OIDC_MANAGER_CLAIM: 'groups' }, /Invalid OIDC_MANAGER_CLAIM: expected claim=value/],
  ])('are rejected in one sentence: %j', (change, sentence) => {
    expect(() => readConfiguration({ ...whole, ...change })).toThrow(sentence)
  })
})

describe('the duration of sessions', () => {
  it('is a day without use and thirty days in total by default, and can be configured', () => {
    expect(readConfiguration({}).sessionLimits).toEqual({ idleSeconds: 86_400, absoluteSeconds: 2_592_000 })
    const limits = readConfiguration({ SESSION_IDLE_HOURS: '2', SESSION_DAYS: '7' }).sessionLimits
    expect(limits).toEqual({ idleSeconds: 7_200, absoluteSeconds: 604_800 })
    expect(() => readConfiguration({ SESSION_DAYS: '0' })).toThrow(/expected a number of days/)
  })
})

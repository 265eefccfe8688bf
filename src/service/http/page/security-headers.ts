/** What every answer carries, of data and of pages alike. HSTS comes with the answers of a service that is reached by TLS. */
const everywhere = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** Data is nobody's to keep, and is never taken for a page. */
export const dataHeaders = {
  ...everywhere,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
} as const

/**
 * The Trusted Types policies that the page may make: `leadline-worker` names the service worker's script, and
 * `leadline-paste` reads pasted rich text in a document that runs nothing. Their code is in src/app.
 */
const trustedTypesPolicies = ['leadline-worker', 'leadline-paste']

const deniedFeatures = [
  'accelerometer',
  'autoplay',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
]

/** What every page and its files carry: nothing is let in that is not ours, and no text becomes code. */
export const pageHeaders = {
  ...everywhere,
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${trustedTypesPolicies.join(' ')}`,
  ].join('; '),
  'permissions-policy': deniedFeatures.map((feature) => `${feature}=()`).join(', '),
} as const

/** A year, in the seconds of HSTS, for the service's name and those below it. */
export const strictTransportSecurity = `max-age=${365 * 24 * 60 * 60}; includeSubDomains`

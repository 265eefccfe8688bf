/** The headers of every response, of data and of pages. Responses over TLS also have HSTS. */
const commonHeaders = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const

/** The headers of API responses: never cached, never sniffed as HTML. */
export const dataHeaders = {
  ...commonHeaders,
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
} as const

/**
 * The Trusted Types policies that the page may create: `leadline-worker` for the URL of the service worker's script,
 * and `leadline-paste` for parsing pasted rich text in a document that executes nothing. Their code is in src/app.
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

/** The headers of every page and its files: only our own resources are permitted, and no text is executed. */
export const pageHeaders = {
  ...commonHeaders,
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

/** HSTS for a year in seconds, for the service's name and its subdomains. */
export const strictTransportSecurity = `max-age=${365 * 24 * 60 * 60}; includeSubDomains`

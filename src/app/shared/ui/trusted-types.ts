type Make = (text: string) => string

declare global {
  // a trusted value is an object of its own, which the sinks take where they take a text; lib.dom has no types of them
  var trustedTypes:
    | { createPolicy<Rules extends Readonly<Record<string, Make>>>(name: string, rules: Rules): Rules }
    | undefined
}

/**
 * A Trusted Types policy, by a name that the service's Content-Security-Policy allows (service/http/security-headers.ts),
 * once a page. A browser without Trusted Types is given what the rules say as it stands.
 */
export function createTrustedPolicy<Rules extends Readonly<Record<string, Make>>>(
  name: string,
  rules: Rules,
): Rules {
  return globalThis.trustedTypes?.createPolicy(name, rules) ?? rules
}

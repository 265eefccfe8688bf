type CreateValue = (text: string) => string

declare global {
  // a trusted value is an object that the sinks accept in place of a string; lib.dom has no types for them
  var trustedTypes:
    | { createPolicy<Rules extends Readonly<Record<string, CreateValue>>>(name: string, rules: Rules): Rules }
    | undefined
}

/**
 * Creates a Trusted Types policy, once per page, with a name that the service's Content-Security-Policy allows
 * (service/http/security-headers.ts). A browser without Trusted Types gets the rules themselves.
 */
export function createTrustedPolicy<Rules extends Readonly<Record<string, CreateValue>>>(
  name: string,
  rules: Rules,
): Rules {
  return globalThis.trustedTypes?.createPolicy(name, rules) ?? rules
}

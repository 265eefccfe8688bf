/**
 * Whether only this machine can reach an address. `localhost.` with its final dot is the same name, which no resolver
 * looks up elsewhere. Source: RFC 6761, 6.3.
 */
export function isLoopback(host: string): boolean {
  return /^(localhost\.?|::1|\[::1\]|127(\.\d{1,3}){3})$/.test(host)
}

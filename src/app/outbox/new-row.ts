/** What every new row of the outbox has: a key of its own, whose it is (their `personKey`), and the time. */
export function newRow(person: string, lead: string) {
  return { key: newKey(), person, lead, loggedAt: Date.now() }
}

/** 128 random bits: `crypto.randomUUID` is missing where the page is served without TLS. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}

/** Returns the text for the terminal once the service listens at `address`. */
export function welcome(address: string, hasDemo: boolean): string {
  const lines = ['', `  Leadline is running at ${address}`, '']
  if (hasDemo) {
    lines.push(
      '  The demo is loaded. Sign in with one click as Giulia Rossi (rep), Luca Conti (rep) or Marco Bianchi (manager),',
      '  or call the API:',
      '',
      `  curl -XPOST "${address}/v2/leadevents" -d "token=demo-token" -d "appUserId=giulia" \\`,
      '    -d "lead=123456789abc" -d "type=company" -d "note=got contact of area manager"',
      '',
    )
  }
  lines.push('  Press Ctrl+C to stop.', '')
  return lines.join('\n')
}

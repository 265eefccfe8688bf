import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { createSecureContext } from 'node:tls'
import { fileURLToPath } from 'node:url'
import { isReachedByTls, readConfiguration, type Configuration } from './configuration/configuration.ts'
import { createResolveClient } from './http/limits/client-address.ts'
import { createWebServer, type WebServerOptions } from './http/server/create-web-server.ts'
import { isLoopback } from './http/server/is-loopback.ts'
import { serveApp } from './http/page/static-app.ts'
import { createStartGate } from './http/server/start-gate.ts'
import { createDemoProcess } from './demo/demo-process.ts'
import { createLog } from './monitoring/log.ts'
import { runService } from './composition/run-service.ts'
import type { StartedService } from './composition/start.ts'
import { StartupError } from './core/startup-error.ts'
import { createTerminal } from './core/terminal.ts'
import { welcome } from './composition/welcome.ts'

/** Milliseconds within which requests in progress can finish when the service is stopped. */
const drainMs = 8_000

/** Milliseconds after which a stopping service exits, even if its database does not respond. */
const stopMs = 14_000

const stoppedEarly = 'Leadline was stopped before it was ready.'

const terminal = createTerminal(process.stdout)
const stopping = new AbortController()
// handles the first signal only: a second Ctrl+C ends the service at once
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())
stopping.signal.addEventListener('abort', () => setTimeout(() => process.exit(1), stopMs).unref())

try {
  await run(readConfiguration(process.env), stopping.signal)
} catch (error) {
  terminal.clear()
  // the steps of an interrupted start can fail with any error
  if (stopping.signal.aborted) terminal.print(stoppedEarly)
  else if (error instanceof StartupError) {
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  } else throw error
}

async function run(configuration: Configuration, stopped: AbortSignal): Promise<void> {
  const log = createLog(configuration)
  const tls = await readCertificate(configuration)
  const gate = createStartGate()
  let listening: Promise<Server> | undefined
  const listenOnce = async () => (listening ??= listen(gate, configuration, tls))
  const migrating = (step: string) => {
    terminal.progress(step)
    gate.setStep(step)
    // a port that is in use is reported when the migration is done
    listenOnce().catch(() => undefined)
  }
  const started = await runService(
    configuration,
    {
      notify: terminal.print,
      progress: terminal.progress,
      migrating,
      ...log,
      onFatal: exitAfter(log.report),
    },
    {
      env: process.env,
      stopped,
      page: await serveApp(fileURLToPath(new URL('../page', import.meta.url))),
      demo: createDemoProcess(fileURLToPath(new URL('demo.js', import.meta.url)), stopped),
    },
  ).catch(async (error: unknown) => {
    const server = await listening?.catch(() => undefined)
    server?.close()
    server?.closeAllConnections()
    throw error
  })
  try {
    gate.open(started.service)
    const server = await listenOnce()
    if (stopped.aborted) {
      terminal.print(stoppedEarly)
      return await stop(server, started)
    }
    stopped.addEventListener('abort', () => void stop(server, started))
    terminal.print(welcome(addressOf(server, configuration), started.hasDemo))
  } catch (error) {
    await started.close()
    throw error
  }
}

async function readCertificate({ tls }: Configuration): Promise<WebServerOptions['tls']> {
  if (tls === undefined) return undefined
  const pair = {
    cert: await readNamed('TLS_CERT', tls.certificate),
    key: await readNamed('TLS_KEY', tls.key),
  }
  try {
    createSecureContext(pair)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartupError(`TLS_CERT and TLS_KEY are not a matching PEM certificate and key (${reason}).`)
  }
  return pair
}

async function readNamed(variable: string, path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new StartupError(
      `Cannot read the file in ${variable} (${error.code}). Check the path and its permissions.`,
    )
  })
}

async function listen(
  { service }: Pick<StartedService, 'service'>,
  configuration: Configuration,
  tls: WebServerOptions['tls'],
): Promise<Server> {
  const { host, port, trustedProxies, publicUrl, keepAliveSeconds } = configuration
  const server = createWebServer(service, {
    tls,
    resolveClient: createResolveClient(trustedProxies, {
      publicUrl,
      loopbackOnly: isLoopback(host) && trustedProxies === undefined,
    }),
    isSecure: isReachedByTls(configuration),
    keepAliveSeconds,
  })
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, host, port)))
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => resolve(server))
  })
}

function listenError(error: Error, host: string, port: number): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new StartupError(
      `Port ${port} on ${host} is already in use. Stop the other process, or set PORT to a free port.`,
    )
  }
  if (code === 'EACCES')
    return new StartupError(`Not permitted to listen on port ${port}. Set PORT to a port above 1023.`)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new StartupError(
      `${host} is not an address of this machine. Set HOST to a local address, such as 127.0.0.1.`,
    )
  }
  return error
}

function addressOf(server: Server, { host, tls }: Configuration): string {
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return `http${tls === undefined ? '' : 's'}://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`
}

/** Accepts no new request, finishes those in progress, and only then stops the database. */
async function stop(server: Server, started: StartedService): Promise<void> {
  const startedAt = performance.now()
  started.drain()
  const closed = new Promise((resolve) => server.close(resolve))
  // a connection becomes idle only after its response is sent, and would then be kept alive
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const timeout = setTimeout(() => server.closeAllConnections(), drainMs)
  await closed
  clearInterval(idle)
  clearTimeout(timeout)
  await started.close(stopMs - 1_000 - (performance.now() - startedAt))
  process.exit(0)
}

function exitAfter(report: (error: unknown) => void) {
  return (error: unknown) => {
    report(error)
    process.exit(1)
  }
}

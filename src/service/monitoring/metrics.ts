import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { DatabaseWatch } from '../store/connection/database-watch.ts'
import type { RequestRecord } from '../http/request-log.ts'
import type { Database } from '../store/connection/database.ts'

/** Creates the Prometheus metrics of a service: its requests, its database connections, its process. */
export function createMetrics({ pool, shares }: Database, watch: DatabaseWatch) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Counter({
    name: 'leadline_requests_total',
    help: 'Number of HTTP requests, by endpoint and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'leadline_request_duration_seconds',
    help: 'HTTP request duration in seconds.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers,
  })
  const connections = new Gauge({
    name: 'leadline_database_connections',
    help: 'Database connections by state; waiting: requests waiting for a connection.',
    labelNames: ['state'],
    registers: [],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount)
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount)
      this.set({ state: 'waiting' }, pool.waitingCount + shares.waiting)
    },
  })
  registry.registerMetric(connections)
  const exhausted = new Gauge({
    name: 'leadline_database_connections_exhausted',
    help: '1 while requests have waited for a database connection for more than a second, otherwise 0.',
    registers: [],
    collect() {
      this.set(shares.isExhausted ? 1 : 0)
    },
  })
  registry.registerMetric(exhausted)
  const clockDifference = new Gauge({
    name: 'leadline_clock_difference_seconds',
    help: "Seconds by which the service's clock is ahead of the database's.",
    registers: [],
    collect() {
      const ahead = watch.clockDifference()
      if (ahead !== undefined) this.set(ahead / 1000)
    },
  })
  registry.registerMetric(clockDifference)
  return {
    record({ method, route, status, milliseconds }: RequestRecord) {
      requests.inc({ method, route, status })
      durations.observe({ method, route }, milliseconds / 1000)
    },
    read: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  }
}

import { overrideStartService } from '../start-service.ts'
import { startWithFakeAtoka } from './start-with-fake-atoka.ts'

/*
 * Set-up of vitest's project `atoka`: the services of these tests reach their events by way of the client for Atoka, which
 * a Leadline on a database of its own stands in for.
 */
overrideStartService(startWithFakeAtoka)

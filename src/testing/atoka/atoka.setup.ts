import { overrideStartService } from '../start-service.ts'
import { startWithFakeAtoka } from './start-with-fake-atoka.ts'

/*
 * Set-up of vitest's project `atoka`: the services of these tests use the Atoka client as their back end. A Leadline
 * with a database of its own acts as Atoka.
 */
overrideStartService(startWithFakeAtoka)

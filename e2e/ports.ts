/** How many test files run beside each other, each against a server of its own. */
export const WORKERS = Number(process.env['EDDY_E2E_WORKERS'] ?? 2)

const FIRST_PORT = Number(process.env['EDDY_E2E_PORT'] ?? 4491)
const PORTS = 3

/** The ports of a worker: its server, the demo service of that, and a second server that a test may start. */
export const portsOf = (worker: number) => ({ server: FIRST_PORT + worker * PORTS, demo: FIRST_PORT + worker * PORTS + 1, second: FIRST_PORT + worker * PORTS + 2 })

// known in workers alone
const own = portsOf(Number(process.env['TEST_PARALLEL_INDEX'] ?? 0))
export const SERVER_PORT = own.server
export const DEMO_PORT = own.demo
export const SECOND_PORT = own.second
export const DEMO_URL = `http://127.0.0.1:${DEMO_PORT}`
export const SERVER_URL = `http://127.0.0.1:${SERVER_PORT}`

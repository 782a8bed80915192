/** How many test files run beside each other, each against a server of its own. */
export const WORKERS = Number(process.env['EDDY_E2E_WORKERS'] ?? 2)

const FIRST_PORT = Number(process.env['EDDY_E2E_PORT'] ?? 4491)
/** Whether the runs of the tests' servers are in the hands of Restate. */
export const RESTATE = process.env['EDDY_E2E_ENGINE'] === 'restate'
const PORTS = RESTATE ? 8 : 3

/** The ports of a worker: its server, the demo service of that, and a second server that a test may start; behind them what Restate needs. */
export function portsOf(worker: number) {
  const server = FIRST_PORT + worker * PORTS
  return { server, demo: server + 1, second: server + 2, endpoint: server + 3, gateway: server + 4, restate: server + 5 }
}

// known in workers alone
const own = portsOf(Number(process.env['TEST_PARALLEL_INDEX'] ?? 0))
export const SERVER_PORT = own.server
export const DEMO_PORT = own.demo
export const SECOND_PORT = own.second
export const RESTATE_PORTS = own
export const DEMO_URL = `http://127.0.0.1:${DEMO_PORT}`
export const SERVER_URL = `http://127.0.0.1:${SERVER_PORT}`

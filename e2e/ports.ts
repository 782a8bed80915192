/** The server under test, its demo service and a second server: three ports in a row from EDDY_E2E_PORT (4491). */
export const SERVER_PORT = Number(process.env['EDDY_E2E_PORT'] ?? 4491)
export const DEMO_PORT = SERVER_PORT + 1
export const SECOND_PORT = SERVER_PORT + 2
export const DEMO_URL = `http://127.0.0.1:${DEMO_PORT}`

import { access, constants, stat } from 'node:fs/promises'
import { createConnection, createServer } from 'node:net'
import { dirname } from 'node:path'
import { reachRestate } from '../distributed/reach-restate.ts'
import type { Settings } from '../env.ts'
import { freeBytes } from '../free-bytes.ts'
import { fail, ok, warn, type Finding } from './finding.ts'

/** What can be seen without the database. `mine`: a server of this data folder runs already. */
export async function lookAtMachine(settings: Settings, { mine }: { readonly mine: boolean }): Promise<readonly Finding[]> {
  return [nodeVersion(process.versions.node), await dataFolder(settings.dataDir), await disk(settings), await port('port', { settings, port: settings.port, variable: 'EDDY_PORT', mine }), ...(await demoPort(settings, mine)), ...(await restate(settings)), ...(await collector(process.env))]
}

async function restate({ restate: nodes }: Settings): Promise<readonly Finding[]> {
  if (nodes === undefined) return []
  const { ok: answers, detail } = await reachRestate(nodes)
  return [answers ? ok('restate', detail) : fail('restate', detail, 'Start it, or correct EDDY_RESTATE_URL and EDDY_RESTATE_ADMIN_URL.')]
}

/** As package.json's `engines` has it. */
export function nodeVersion(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const fine = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24
  return fine ? ok('node', `Node.js ${version}.`) : fail('node', `This is Node.js ${version}.`, 'Install Node.js 20.19, 22.12, 24 or newer.')
}

async function dataFolder(dir: string): Promise<Finding> {
  const found = await stat(dir).catch(() => undefined)
  if (found && !found.isDirectory()) return fail('data folder', `${dir} is no folder.`, 'Name another one with EDDY_DATA.')
  try {
    await access(found ? dir : dirname(dir), constants.W_OK)
    return ok('data folder', found ? `${dir} can be written.` : `${dir} is not there yet; the first start makes it.`)
  } catch {
    return fail('data folder', `${found ? dir : dirname(dir)} cannot be written by this user.`, 'Make it writable, or name another one with EDDY_DATA.')
  }
}

async function disk({ dataDir, minFreeBytes }: Settings): Promise<Finding> {
  const free = await freeBytes(dataDir).catch(() => freeBytes(dirname(dataDir))).catch(() => undefined)
  if (free === undefined) return warn('disk', 'How much room there is could not be found out.', 'Look whether the data folder can be read.')
  const words = `${Math.floor(free / 1_000_000)} MB are free.`
  if (free < minFreeBytes) return fail('disk', words, 'Make room, or let old runs go (Settings, Storage); the server turns work away until then.')
  return free < minFreeBytes * 10 ? warn('disk', words, 'Make room soon, or let old runs go (Settings, Storage).') : ok('disk', words)
}

interface Place {
  readonly settings: Settings
  readonly port: number
  readonly variable: string
  readonly mine: boolean
}

async function port(name: string, { settings, port: number, variable, mine }: Place): Promise<Finding> {
  if (number === 0) return ok(name, 'Any free port is taken.')
  if (await isFree(number, settings.host)) return ok(name, `${number} is free.`)
  if (mine || (await isEddy(number))) return ok(name, `${number} is taken by a running Eddy.`)
  return fail(name, `${number} is taken by another program.`, `Stop it, or choose another port with ${variable}.`)
}

async function demoPort({ demoPort: number, host }: Settings, mine: boolean): Promise<readonly Finding[]> {
  if (number === null || number === 0 || mine || (await isFree(number, host))) return []
  return [warn('demo port', `${number} is taken.`, 'The demo service takes another port, which workflows that name this one do not find; choose one with EDDY_DEMO_PORT, or EDDY_DEMO=off.')]
}

function isFree(number: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false)).listen(number, host, () => probe.close(() => resolve(true)))
  })
}

async function isEddy(number: number): Promise<boolean> {
  const answer: unknown = await fetch(`http://127.0.0.1:${number}/health`, { signal: AbortSignal.timeout(3000) }).then((response) => response.json()).catch(() => undefined)
  return typeof answer === 'object' && answer !== null && 'database' in answer
}

/** Whether somebody listens where traces go. */
async function collector(variables: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const endpoint = variables['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] ?? variables['OTEL_EXPORTER_OTLP_ENDPOINT']
  if (!endpoint || !URL.canParse(endpoint)) return []
  const { hostname, port: given, protocol } = new URL(endpoint)
  const answers = await new Promise<boolean>((resolve) => {
    const socket = createConnection({ host: hostname, port: Number(given) || (protocol === 'https:' ? 443 : 80), timeout: 3000 })
    const end = (there: boolean) => (socket.destroy(), resolve(there))
    socket.once('connect', () => end(true)).once('error', () => end(false)).once('timeout', () => end(false))
  })
  return [answers ? ok('traces', `${endpoint} answers.`) : warn('traces', `Nobody answers at ${endpoint}; traces are lost, runs are not.`, 'Start the collector, or change OTEL_EXPORTER_OTLP_ENDPOINT.')]
}

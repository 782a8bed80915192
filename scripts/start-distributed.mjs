// The distributed engine on one machine: Restate (EDDY_RESTATE_NODES of it), the server, and as many step workers as EDDY_WORKERS says. Loaded only when it is asked for.
import { spawn } from 'node:child_process'
import { dirname, isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { load } from './program.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const RETRY_MS = 1000

/** @param {NodeJS.ProcessEnv} env */
export async function startDistributed(env) {
  const { startRestateCluster } = await load('packages/distributed/src/restate-server/start-restate-cluster.ts')
  const data = env.EDDY_DATA ?? 'data'
  const first = Number(env.EDDY_RESTATE_PORT ?? 4430)
  const count = Number(env.EDDY_RESTATE_NODES ?? 1)
  const dataDir = join(isAbsolute(data) ? data : join(root, data), 'restate')
  const nodes = await startRestateCluster({ dataDir, nodes: count, ports: Array.from({ length: 3 * count }, (_, index) => first + index) })
  const [ingress, admin] = [nodes.map(({ ingressUrl }) => ingressUrl).join(), nodes.map(({ adminUrl }) => adminUrl).join()]
  console.log(`Restate is ready at ${ingress} (its journal is in ${dataDir})`)
  const all = { ...env, EDDY_ENGINE: 'restate', EDDY_RESTATE_URL: ingress, EDDY_RESTATE_ADMIN_URL: admin }
  const gateway = all.EDDY_GATEWAY_PORT ?? 4421
  const children = new Set()
  let closing = false

  /** @param {string} app @param {string} program @param {NodeJS.ProcessEnv} env */
  const run = (app, program, env) => {
    const child = spawn(process.execPath, [`bin/${program}`], { stdio: 'inherit', cwd: join(root, 'apps', app), env })
    children.add(child)
    child.once('exit', () => children.delete(child))
    return child
  }
  // each its own: the first has the port that was asked for
  const portOf = (index) => (Number(all.EDDY_WORKER_PORT ?? 0) > 0 ? { EDDY_WORKER_PORT: String(Number(all.EDDY_WORKER_PORT) + index) } : {})
  /** A worker that ends is started again; the server decides about the whole. @param {number} index */
  const keepWorker = (index) => {
    const worker = run('worker', 'eddy-worker.mjs', { ...all, ...portOf(index), EDDY_GATEWAY_URL: `http://127.0.0.1:${gateway}` })
    worker.once('exit', () => closing || setTimeout(() => closing || keepWorker(index), RETRY_MS))
  }
  const close = async (code) => {
    if (closing) return
    closing = true
    await Promise.all([...children].map((child) => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM'))))
    await Promise.all(nodes.map((node) => node.stop()))
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => void close(0))
  let left = nodes.length
  for (const { child, ingressUrl } of nodes) {
    child.once('exit', () => {
      if (closing) return
      left -= 1
      // two of three hold what is written
      if (left > nodes.length / 2) return console.error(`The Restate node at ${ingressUrl} has ended; the others go on.`)
      console.error('Restate has ended; Eddy stops with it.')
      void close(1)
    })
  }
  run('server', 'eddy-server.mjs', all).once('exit', (code) => void close(code ?? 1))
  for (let i = 0; i < Number(env.EDDY_WORKERS ?? 2); i++) keepWorker(i)
}

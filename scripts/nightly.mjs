// 100,000 random cases of the engine's model and every small graph with every crash: `npm run test:nightly`.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const engine = join(dirname(dirname(fileURLToPath(import.meta.url))), 'packages', 'engine')
const env = { EDDY_CASES: '100000', EDDY_BOUND: '4', ...process.env }
const vitest = join(engine, 'node_modules', 'vitest', 'vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', 'src/host/model.prop.test.ts', 'src/host/interleavings.test.ts'], { cwd: engine, env, stdio: 'inherit' })
process.exit(status ?? 1)

// 100,000 random cases of the engine's model, every small graph with every crash, and 1,000 rounds of chaos with two servers: `npm run test:nightly`.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
const env = { EDDY_CASES: '100000', EDDY_BOUND: '4', EDDY_CHAOS_ROUNDS: '1000', ...process.env }
const run = (folder, ...files) => spawnSync(process.execPath, [join(folder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...files], { cwd: folder, env, stdio: 'inherit' }).status ?? 1
const statuses = [run(join(top, 'packages', 'engine'), 'src/host/model.prop.test.ts', 'src/host/interleavings.test.ts'), run(join(top, 'apps', 'server'), 'test/chaos')]
process.exit(Math.max(...statuses))

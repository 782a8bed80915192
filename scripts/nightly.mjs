// 100,000 random cases of the engine's model, every small graph with every crash, the properties of all packages thirty times with seeds of their
// own, and 1,000 rounds of chaos with two servers: `npm run test:nightly`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const top = dirname(dirname(fileURLToPath(import.meta.url)))
// cases that no build has drawn, also where a night's run is made by CI
const explore = { EDDY_SEED: 'random' }
const env = { EDDY_CASES: '100000', EDDY_BOUND: '4', EDDY_CHAOS_ROUNDS: '1000', EDDY_PROPERTY_ROUNDS: '30', ...explore, ...process.env }

const run = (folder, files, own = env) => (files.length === 0 ? 0 : (spawnSync(process.execPath, [join(folder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...files], { cwd: folder, env: own, stdio: 'inherit' }).status ?? 1))

/** The test files below a package's `src` that draw cases. */
function drawing(folder) {
  const source = join(folder, 'src')
  if (!existsSync(source)) return []
  const files = readdirSync(source, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts')).map((entry) => join(entry.parentPath, entry.name))
  return files.filter((file) => readFileSync(file, 'utf8').includes('fc.assert(')).map((file) => relative(folder, file))
}

function properties() {
  const { EDDY_CASES: _cases, ...usual } = env
  const folders = ['packages', 'apps'].flatMap((group) => readdirSync(join(top, group)).map((name) => join(top, group, name)))
  return folders.map((folder) => {
    const files = drawing(folder)
    const statuses = Array.from({ length: Number(env.EDDY_PROPERTY_ROUNDS) }, () => run(folder, files, usual))
    return Math.max(0, ...statuses)
  })
}

const statuses = [run(join(top, 'packages', 'engine'), ['src/host/model.prop.test.ts', 'src/host/interleavings.test.ts']), ...properties(), run(join(top, 'apps', 'server'), ['test/chaos'])]
process.exit(Math.max(...statuses))

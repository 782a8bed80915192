// Loads a program of this repository. Its TypeScript sources are put together into plain JavaScript once, and again when one of them
// changed: hundreds of small modules, each read through a compiler, would cost more than a second at each start.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = join(root, 'node_modules', '.cache', 'eddy')

/** Milliseconds: a server may run for long, and import something for the first time. */
const KEPT_MS = 30 * 86_400_000

/** Packages of so many small modules that they are put in as well; all others stay where they are. */
const INSIDE = /[\\/]node_modules[\\/](zod|@trpc|hono|@hono|commander|date-fns)[\\/]/

/**
 * The exports of a program.
 * @param {string} entry its first module, from the top of the repository
 */
export async function load(entry) {
  const name = entry.replace(/\W+/g, '-')
  const file = fresh(join(cache, name)) ?? (await bundle(entry, name))
  return import(pathToFileURL(file).href)
}

/** What was put together before, when all that went into it is unchanged since. @param {string} folder */
function fresh(folder) {
  try {
    const { file, inputs } = JSON.parse(readFileSync(join(folder, 'made.json'), 'utf8'))
    const same = existsSync(join(folder, file)) && inputs.every(([path, time]) => statSync(join(root, path)).mtimeMs === time)
    return same ? join(folder, file) : undefined
  } catch {
    return undefined
  }
}

/**
 * One file for what every start needs, others for what only some commands import.
 * @param {string} entry @param {string} name
 */
async function bundle(entry, name) {
  const { build } = await import('esbuild')
  const folder = folderFor(name)
  // a folder of its own: a program that runs may read its files later
  const made = mkdtempSync(join(folder, 'made-'))
  const options = { entryPoints: { program: join(root, entry) }, bundle: true, splitting: true, platform: 'node', format: 'esm', outExtension: { '.js': '.mjs' }, target: 'node20', mainFields: ['main'], conditions: [], metafile: true, sourcemap: 'linked', sourcesContent: false, logLevel: 'error', absWorkingDir: root, banner: { js: BANNER } }
  const { metafile } = await build({ ...options, outdir: made, plugins: [inPlace(made)] })
  const inputs = Object.keys(metafile.inputs).filter((path) => existsSync(join(root, path))).map((path) => [path, statSync(join(root, path)).mtimeMs])
  const file = join(basename(made), 'program.mjs')
  // named last, so that a program that starts at the same time finds all of it
  writeFileSync(join(made, 'made.json'), JSON.stringify({ file, inputs }))
  renameSync(join(made, 'made.json'), join(folder, 'made.json'))
  removeOld(folder)
  return join(folder, file)
}

/** What was put together so long ago that no program still reads it. @param {string} folder */
function removeOld(folder) {
  for (const name of readdirSync(folder)) {
    if (name === 'made.json' || Date.now() - statSync(join(folder, name)).mtimeMs < KEPT_MS) continue
    rmSync(join(folder, name), { recursive: true, force: true })
  }
}

/** Of packages that are put in and ask for modules of Node as CommonJS does. */
const BANNER = "import { createRequire as createRequireOfProgram } from 'node:module'; const require = createRequireOfProgram(import.meta.url);"

/** Where it is kept; where that cannot be written, as in a container, among the temporary files. @param {string} name */
function folderFor(name) {
  try {
    mkdirSync(join(cache, name), { recursive: true })
    return join(cache, name)
  } catch {
    return mkdtempSync(join(tmpdir(), 'eddy-program-'))
  }
}

/** Sources keep their addresses (`import.meta.url`), packages stay where they are. @param {string} folder */
function inPlace(folder) {
  /** @param {string} path */
  const from = (path) => {
    const to = relative(folder, path).split(sep).join('/')
    return to.startsWith('.') ? to : pathToFileURL(path).href
  }
  return {
    name: 'in-place',
    setup(build) {
      build.onLoad({ filter: /\.(ts|mjs)$/ }, ({ path }) => {
        const source = readFileSync(path, 'utf8')
        if (!source.includes('import.meta.')) return undefined
        const address = `new URL(${JSON.stringify(from(path))}, import.meta.url).href`
        return { contents: source.replaceAll('import.meta.url', address), loader: path.endsWith('.ts') ? 'ts' : 'js' }
      })
      build.onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...rest }) => {
        if (pluginData === 'asked' || path.startsWith('node:')) return undefined
        const found = await build.resolve(path, { kind: rest.kind, importer: rest.importer, resolveDir: rest.resolveDir, pluginData: 'asked' })
        if (found.errors.length > 0 || found.external || !found.path.includes('node_modules') || INSIDE.test(found.path)) return found
        return { path: from(found.path), external: true }
      })
    },
  }
}

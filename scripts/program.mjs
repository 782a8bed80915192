// Loads a program of this repository. Its TypeScript sources are put together into plain JavaScript once, and again when one of them
// changed: hundreds of small modules, each read through a compiler, would cost more than a second at each start.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const cache = join(root, 'node_modules', '.cache', 'eddy')

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

/** @param {string} entry @param {string} name */
async function bundle(entry, name) {
  const { build } = await import('esbuild')
  const folder = folderFor(name)
  const temporary = mkdtempSync(join(folder, 'new-'))
  const options = { entryPoints: [join(root, entry)], bundle: true, platform: 'node', format: 'esm', target: 'node20', mainFields: ['main'], conditions: [], metafile: true, sourcemap: 'linked', sourcesContent: false, logLevel: 'error', absWorkingDir: root, banner: { js: BANNER } }
  const { metafile } = await build({ ...options, outfile: join(temporary, 'program.mjs'), plugins: [inPlace(folder)] })
  const inputs = Object.keys(metafile.inputs).filter((path) => existsSync(join(root, path))).map((path) => [path, statSync(join(root, path)).mtimeMs])
  // a name of its own, so that a program that starts at the same time reads a whole one
  const file = `${basename(temporary).slice(4)}.mjs`
  writeFileSync(join(temporary, 'made.json'), JSON.stringify({ file, inputs }))
  renameSync(join(temporary, 'program.mjs.map'), join(folder, 'program.mjs.map'))
  renameSync(join(temporary, 'program.mjs'), join(folder, file))
  renameSync(join(temporary, 'made.json'), join(folder, 'made.json'))
  rmSync(temporary, { recursive: true, force: true })
  return join(folder, file)
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

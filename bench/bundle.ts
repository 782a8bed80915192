import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

interface Esbuild {
  readonly build: (options: { readonly [name: string]: unknown }) => Promise<unknown>
}

export interface BundleOptions {
  /** Where the files are put: packages that stay outside are looked for from there. */
  readonly folder?: string
  /** Whether packages stay outside. */
  readonly external?: boolean
}

const HERE = dirname(fileURLToPath(import.meta.url))

/**
 * Plain JavaScript of the programs that samples run, made once: all samples measure the same engine even when its sources change
 * meanwhile, and none pays for tsx, which wraps every function to keep its name. esbuild is the one that tsx brings.
 */
export async function bundle(entries: readonly string[], { folder: parent = join(HERE, 'node_modules/.cache'), external = false }: BundleOptions = {}): Promise<{ readonly file: (entry: string) => string; readonly remove: () => void }> {
  const esbuild = await esbuildOfTsx()
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'bench-'))
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await esbuild.build({ entryPoints: entries.map((entry) => join(HERE, entry)), outdir: folder, outbase: HERE, bundle: true, platform: 'node', format: 'esm', target: 'node20', outExtension: { '.js': '.mjs' }, sourcemap: false, banner, logLevel: 'error', ...(external ? { packages: 'external' } : {}) })
  return { file: (entry) => join(folder, entry.replace(/\.ts$/, '.mjs')), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

async function esbuildOfTsx(): Promise<Esbuild> {
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const module = (await import(pathToFileURL(createRequire(tsx).resolve('esbuild')).href)) as Esbuild
  return module
}

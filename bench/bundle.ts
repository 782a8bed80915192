import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

interface Esbuild {
  readonly build: (options: { readonly [name: string]: unknown }) => Promise<unknown>
}

const HERE = dirname(fileURLToPath(import.meta.url))

/**
 * Plain JavaScript of the programs that samples run, made once: all samples measure the same engine even when its sources change
 * meanwhile, and none pays for tsx, which wraps every function to keep its name. esbuild is the one that tsx brings.
 */
export async function bundle(entries: readonly string[]): Promise<{ readonly file: (entry: string) => string; readonly remove: () => void }> {
  const esbuild = await esbuildOfTsx()
  mkdirSync(join(HERE, 'node_modules/.cache'), { recursive: true })
  const folder = mkdtempSync(join(HERE, 'node_modules/.cache/bench-'))
  const banner = { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
  await esbuild.build({ entryPoints: entries.map((entry) => join(HERE, entry)), outdir: folder, outbase: HERE, bundle: true, platform: 'node', format: 'esm', target: 'node20', outExtension: { '.js': '.mjs' }, sourcemap: false, banner, logLevel: 'error' })
  return { file: (entry) => join(folder, entry.replace(/\.ts$/, '.mjs')), remove: () => rmSync(folder, { recursive: true, force: true }) }
}

async function esbuildOfTsx(): Promise<Esbuild> {
  const tsx = createRequire(import.meta.url).resolve('tsx')
  const module = (await import(pathToFileURL(createRequire(tsx).resolve('esbuild')).href)) as Esbuild
  return module
}

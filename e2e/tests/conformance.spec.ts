import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test } from './page.ts'

/** What the bundle of `@eddy/engine/testing` puts in the page. */
interface Suite {
  readonly conformanceCases: readonly { readonly id: string; readonly rules: readonly string[] }[]
  memoryHost(name: string): unknown
  runCase(host: unknown, conformanceCase: unknown): Promise<readonly string[]>
}

/** Vite is the web app's: the suite comes into the browser as the app's own code does. */
async function bundle(): Promise<string> {
  const web = createRequire(new URL('../../apps/web/package.json', import.meta.url))
  const { build } = (await import(pathToFileURL(web.resolve('vite')).href)) as { readonly build: (options: object) => Promise<unknown> }
  const entry = fileURLToPath(new URL('../../packages/engine/src/testing/index.ts', import.meta.url))
  const built = await build({ configFile: false, logLevel: 'error', build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'eddyConformance' } } })
  const [output] = built as readonly { readonly output: readonly { readonly code: string }[] }[]
  return output?.output[0]?.code ?? ''
}

test('the engine keeps every rule of the conformance suite in a browser, on its real clock', async ({ page }) => {
  const content = await bundle()
  expect(content, 'the suite needs nothing of Node').not.toMatch(/__vite-browser-external|require\(["']node:/)
  await page.goto('about:blank')
  await page.addScriptTag({ content })
  const outcomes = await page.evaluate(async () => {
    const suite = (window as unknown as { eddyConformance: Suite }).eddyConformance
    const host = suite.memoryHost('browser')
    return Promise.all(suite.conformanceCases.map(async (one) => ({ case: `${one.id} ${one.rules.join(' ')}`, failures: await suite.runCase(host, one) })))
  })
  expect(outcomes.length).toBeGreaterThanOrEqual(40)
  expect(outcomes.filter(({ failures }) => failures.length > 0)).toEqual([])
})

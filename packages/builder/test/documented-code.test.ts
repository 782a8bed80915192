import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../../..')
const require = createRequire(import.meta.url)
const typescript = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc')
const tsx = pathToFileURL(createRequire(join(root, 'package.json')).resolve('tsx')).href

const PAGES = ['packages/engine/README.md', 'packages/builder/README.md', 'docs/how-to/build-in-code.md']
const pieces = PAGES.flatMap((page) =>
  [...readFileSync(join(root, page), 'utf8').matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, code = ''], index) => ({ page, code, file: `${basename(dirname(page))}-${index}.ts` })),
)
/** What a piece says that it prints: the comments behind its calls of `console.log`. */
const promised = (code: string) => [...code.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].flatMap(([, text = '']) => text.split(', then: '))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(import.meta.dirname, '../documented-'))
  for (const { code, file } of pieces) writeFileSync(join(folder, file), `${code}\nexport {}\n`)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('documented code', () => {
  it('is on every page', () => {
    expect(new Set(pieces.map(({ page }) => page))).toEqual(new Set(PAGES))
  })

  it('compiles', { timeout: 60_000 }, () => {
    const files = pieces.map(({ file }) => file)
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../tsconfig.json', files, include: [] }))
    expect(output(typescript, ['-p', folder])).toBe('')
  })

  it.each(pieces)('runs and prints what it says: $page $file', { timeout: 60_000 }, ({ file, code }) => {
    expect(output('--import', [tsx, join(folder, file)]).trim().split('\n').filter((line) => line !== '')).toEqual(promised(code))
  })
})

function output(first: string, rest: readonly string[]): string {
  try {
    return execFileSync(process.execPath, [first, ...rest], { encoding: 'utf8', cwd: folder })
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'stdout' in error) throw new Error(String(error.stdout), { cause: error })
    throw error
  }
}

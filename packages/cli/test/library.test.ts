import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { signBundle, signingKey } from '@eddy/library/bundle'
import { contentHash, type WorkflowDocument } from '@eddy/workflow'
import { eddy } from './eddy.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-cli-library-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const document: WorkflowDocument = { eddy: 1, name: 'answer', steps: [{ name: 'answer', kind: 'expression', config: { expr: '42' } }] }
const bundle = signBundle(
  [{ name: 'answer', number: 1, title: 'The answer', description: '', category: '', tags: [], note: '', publishedAt: '2026-01-01T00:00:00.000Z', publishedBy: null, origin: null, contentHash: contentHash(document), document: document as never, composed: {}, samples: [], expectations: [] }],
  { key: signingKey(Buffer.alloc(32, 7)), name: 'Ada', at: new Date('2026-01-01T00:00:00.000Z') },
)
function verify(content: unknown, ...args: readonly string[]) {
  const file = join(dir, 'bundle.json')
  writeFileSync(file, JSON.stringify(content))
  return eddy('library', 'verify', file, ...args)
}

it('tells who signed a bundle and what is in it', { timeout: 60_000 }, async () => {
  const told = await verify(bundle)
  expect(told.code).toBe(0)
  expect(told.out).toMatch(/is what "Ada" \([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}\) signed on 2026-01-01T00:00:00\.000Z:\n {2}answer 1 {2}The answer$/)
  expect(JSON.parse((await verify(bundle, '--json')).out)).toMatchObject({ signer: { name: 'Ada' }, packages: [{ name: 'answer', number: 1 }] })
})

it('refuses one that was changed on its way', { timeout: 60_000 }, async () => {
  const told = await verify({ ...bundle, createdAt: '2026-01-02T00:00:00.000Z' })
  expect(told.code).toBe(2)
  expect(told.err).toContain('it was changed on its way')
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { eddy, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const dir = mkdtempSync(join(tmpdir(), 'eddy-cli-exchange-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

function file(name: string, content: unknown): string {
  const path = join(dir, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const older = { name: 'older', steps: [{ name: 'pause', kind: 'delay', config: { duration: 'PT0S' } }, { name: 'say', kind: 'expression', config: { expr: '"hello"' }, deps: ['pause'] }] }
const n8n = { name: 'Orders', nodes: [{ id: '1', name: 'Get', type: 'n8n-nodes-base.httpRequest', position: [0, 0], parameters: { url: 'http://127.0.0.1/' } }, { id: '2', name: 'Tell', type: 'n8n-nodes-base.slack', position: [200, 0], parameters: {} }], connections: { Get: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } } }

describe('eddy import', { timeout: 60_000 }, () => {
  beforeAll(() => void vi.stubEnv('EDDY_URL', 'http://127.0.0.1:9'))
  afterAll(() => void vi.unstubAllEnvs())

  it('brings an older document up to date, and what it writes runs', async () => {
    const out = join(dir, 'older.eddy.json')
    const imported = await program('import', file('older.json', older), '--out', out, '--name', 'newer')
    expect(imported).toMatchObject({ code: 0, err: '' })
    expect(imported.out.split('\n')).toEqual([
      `${join(dir, 'older.json')} is an Eddy workflow, of the older format 0: 2 exact, 0 to be looked at, 0 not taken over.`,
      '  = pause → pause (wait.timer)',
      '      The kind "delay" is "wait.timer" now.',
      '  = say → say (expression)',
      '      "deps" is "waitFor" now.',
    ])
    expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ eddy: 1, name: 'newer', steps: [{}, { waitFor: ['pause'] }] })
    expect(JSON.parse((await eddy('run', out, '--json', '--quiet')).out)).toMatchObject({ status: 'succeeded', value: 'hello' })
  })

  it('says of every part what became of it, and with --strict takes only what is the same', async () => {
    const path = file('n8n.json', n8n)
    const told = JSON.parse((await eddy('import', path, '--json')).out)
    expect(told).toMatchObject({ format: 'n8n', counts: { exact: 1, approximated: 0, refused: 1 }, report: [{ item: 'Get', how: 'exact', step: 'get' }, { item: 'Tell', how: 'refused', note: expect.stringContaining('no counterpart') }], document: { name: 'orders' } })
    const out = join(dir, 'strict.json')
    expect(await eddy('import', path, '--strict', '--out', out)).toMatchObject({ code: 1, err: 'Nothing was made: with --strict everything has to be the same.' })
    expect(() => readFileSync(out)).toThrow('ENOENT')
    expect((await eddy('import', path)).err).toContain('Nothing was made: name a file')
  })

  it('writes to standard output, the report beside it', async () => {
    const { out, err } = await eddy('import', file('chart.mmd', 'flowchart LR\n  a[First] --> b[Second]\n'), '--out', '-')
    expect(JSON.parse(out)).toMatchObject({ steps: [{ name: 'first' }, { name: 'second', waitFor: ['first'] }] })
    expect(err).toContain('a Mermaid flowchart: 2 exact')
  })

  it('refuses with everything at once', async () => {
    const refused = await eddy('import', file('bad.json', { eddy: 1, name: 'Bad', steps: [{ name: 'a', kind: 7 }], extra: 1 }), '--json', '--into', 'draft')
    expect(refused.code).toBe(2)
    expect(JSON.parse(refused.out)).toMatchObject({ status: 'invalid', problems: expect.arrayContaining([expect.objectContaining({ path: '/name' }), expect.objectContaining({ path: '/extra' }), expect.objectContaining({ path: '/steps/0/kind' })]) })
    expect((await eddy('import', file('future.json', { eddy: 7, name: 'w', steps: [] }))).err).toContain('a newer Eddy has written')
    expect(await eddy('import', join(dir, 'older.json'), '--into', 'shelf', '--name', 'No')).toMatchObject({ code: 2, err: expect.stringMatching(/--into shelf[^]*--name No/) })
  })

  it('writes no file when the server does not answer', async () => {
    const out = join(dir, 'none.json')
    expect(await eddy('import', file('older.json', older), '--into', 'draft', '--out', out)).toMatchObject({ code: 2, err: expect.stringContaining('does not answer') })
    expect(() => readFileSync(out)).toThrow('ENOENT')
  })
})

describe('eddy export', { timeout: 60_000 }, () => {
  it('writes a file in other forms', async () => {
    const path = file('now.json', { eddy: 1, name: 'now', steps: [{ name: 'say', kind: 'expression', config: { expr: '1' } }] })
    expect((await program('export', path, '--as', 'typescript')).out).toContain('export const nowWorkflow = workflow<AnyNames>("now")')
    expect((await eddy('export', path, '--as', 'mermaid')).out).toContain('flowchart')
    expect(JSON.parse((await eddy('export', path, '--as', 'plan')).out)).toMatchObject({ waves: [['say']] })
    expect(await eddy('export', path, '--as', 'pdf')).toMatchObject({ code: 2 })
  })
})

describe('with a server', () => {
  sharedServer()

  it('makes drafts and entries of the library, once for a key, and writes them out again', { timeout: 180_000 }, async () => {
    const path = file('older.json', older)
    const first = await eddy('import', path, '--into', 'draft', '--key', 'one', '--json')
    expect(JSON.parse(first.out)).toMatchObject({ made: { name: 'older', entry: null } })
    expect(JSON.parse((await eddy('import', path, '--into', 'draft', '--key', 'one', '--json')).out).made).toEqual(JSON.parse(first.out).made)
    expect(await eddy('import', path, '--into', 'library', '--name', 'shelved')).toMatchObject({ code: 0, out: expect.stringContaining('shelved@1 is in the library.') })
    expect(await eddy('import', path, '--into', 'library', '--name', 'shelved')).toMatchObject({ code: 2, err: expect.stringContaining('choose another name') })
    expect(JSON.parse((await eddy('export', 'older')).out)).toMatchObject({ eddy: 1, name: 'older' })
    expect(JSON.parse((await eddy('export', 'shelved', '--number', '1')).out)).toMatchObject({ name: 'shelved' })
    expect((await eddy('export', 'nowhere')).err).toContain('no workflow of that name')
  })
})

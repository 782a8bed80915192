import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const bin = fileURLToPath(new URL('../../../node_modules/.bin/eddy', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'eddy-cli-'))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function eddy(args: readonly string[], { stdin = '', interruptAfter = '' } = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(bin, args, { cwd: folder })
    let out = ''
    let err = ''
    let interrupted = false
    child.stdout.on('data', (data) => (out += String(data)))
    child.stderr.on('data', (data) => {
      err += String(data)
      // once: a second interrupt means not to wait for the rollback
      if (interrupted || interruptAfter === '' || !err.includes(interruptAfter)) return
      interrupted = child.kill('SIGINT')
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, err }))
    child.stdin.end(stdin)
  })
}

const script = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const doc = (steps: readonly object[], more: object = {}) => ({ eddy: 1, name: 'test', steps, ...more })
const handlers = [script('undo_a', 'return null')]
const undoable = doc([script('a', 'return 1', { undo: 'undo_a' }), script('b', 'throw new Error("no")', { waitFor: ['a'] })], { handlers })

describe('eddy run', () => {
  it('prints one JSON object with the value and ends 0', async () => {
    const path = file('sum.json', doc([{ name: 'sum', kind: 'expression', config: { expr: 'a + b' }, arguments: [{ name: 'a', from: { input: 'a' } }, { name: 'b', from: { value: 2 } }] }], { inputs: [{ name: 'a', schema: { type: 'number' } }] }))
    const { code, out, err } = await eddy(['run', path, '--input', '{"a":1}', '--json'])
    expect([code, err]).toEqual([0, ''])
    expect(JSON.parse(out)).toMatchObject({ status: 'succeeded', value: 3, stats: { attempts: 1 } })
  })

  it('takes a name for the file of that name in the library folder', async () => {
    const document = { eddy: 1, name: 'by_name', steps: [{ name: 'a', kind: 'expression', config: { expr: '7' } }] }
    file('by_name.json', document)
    expect(await eddy(['run', 'by_name', '--quiet'])).toMatchObject({ code: 0, out: '7\n' })
    expect(await eddy(['run', 'by_name', '--quiet', '--library', folder])).toMatchObject({ code: 0, out: '7\n' })
    expect(await eddy(['run', 'nobody', '--quiet'])).toMatchObject({ code: 2, err: expect.stringContaining('cannot read nobody') })
  })

  it('ends 1 after a full rollback, with the events in order', async () => {
    const { code, out } = await eddy(['run', file('undo.json', undoable), '--json', '--events'])
    expect(code).toBe(1)
    const result = JSON.parse(out)
    expect(result).toMatchObject({ status: 'rolled_back', error: { step: 'b' } })
    expect(result.events.map((event: { seq: number }) => event.seq)).toEqual(result.events.map((_: unknown, i: number) => i + 1))
    expect(result.events.find((event: { type: string }) => event.type === 'rollback.completed').data).toMatchObject({ undone: ['a'], left: [] })
  })

  it('ends 4 when something could not be undone', async () => {
    const { code, out } = await eddy(['run', file('left.json', { ...undoable, handlers: [{ name: 'undo_a', kind: 'code', config: { source: 'throw new Error("stuck")' } }] }), '--json'])
    expect([code, JSON.parse(out)]).toMatchObject([4, { status: 'rollback_incomplete', left: ['a'] }])
  })

  it('ends 3 when halted, with the halt value', async () => {
    const { code, out } = await eddy(['run', file('halt.json', doc([script('h', 'return eddy.halt({ question: 42 })')])), '--json'])
    expect([code, JSON.parse(out)]).toMatchObject([3, { status: 'halted', value: { question: 42 } }])
  })

  it('ends 5 when interrupted, after the rollback', async () => {
    const path = file('wait.json', doc([script('a', 'return 1', { undo: 'undo_a' }), { name: 'w', kind: 'wait.timer', config: { duration: 'PT60S' }, waitFor: ['a'] }], { handlers }))
    const { code, err } = await eddy(['run', path], { interruptAfter: '✓ a' })
    expect(code).toBe(5)
    expect(err).toContain('undone: a')
  })

  it('ends 2 and runs nothing for an input that does not fit, with all problems', async () => {
    const path = file('inputs.json', doc([script('a', 'return 1')], { inputs: [{ name: 'x', schema: { type: 'number' } }, { name: 'y' }] }))
    const { code, out } = await eddy(['run', path, '--json', '--input', '{"x":"one","z":1}'])
    expect(code).toBe(2)
    const refused = JSON.parse(out)
    expect(refused.status).toBe('invalid')
    expect(refused.problems.length).toBeGreaterThanOrEqual(3)
  })

  it.each([['broken JSON', '{ "eddy": 1,'], ['an unknown field', doc([script('a', 'return 1', { nope: 1 })])], ['a cycle', doc([script('a', 'return 1', { waitFor: ['b'] }), script('b', 'return 1', { waitFor: ['a'] })])]])('ends 2 for %s', async (name, content) => {
    expect((await eddy(['run', file(`${name.replaceAll(' ', '-')}.json`, content)])).code).toBe(2)
  })

  it('ends 2 for wrong usage', async () => {
    expect((await eddy(['run'])).code).toBe(2)
    expect((await eddy(['nonsense'])).code).toBe(2)
    expect((await eddy(['run', 'missing.json'])).code).toBe(2)
  })
})

describe('eddy validate', () => {
  it('tells all problems of all files and ends 2, reading standard input too', async () => {
    const good = file('good.json', undoable)
    const bad = file('bad.json', doc([script('a', 'return 1', { waitFor: ['missing'] }), { name: 'b', kind: 'unknown' }]))
    const { code, out } = await eddy(['validate', good, bad, '-', '--json'], { stdin: JSON.stringify(undoable) })
    expect(code).toBe(2)
    expect(JSON.parse(out).map((entry: { valid: boolean }) => entry.valid)).toEqual([true, false, true])
    expect(JSON.parse(out)[1].problems.filter((problem: { severity: string }) => problem.severity === 'error').length).toBe(2)
  })

  it('ends 0 when all are valid', async () => {
    expect((await eddy(['validate', file('good.json', undoable)])).code).toBe(0)
  })
})

it('eddy mermaid prints a flowchart', async () => {
  const { code, out } = await eddy(['mermaid', file('good.json', undoable)])
  expect(code).toBe(0)
  expect(out).toMatch(/^flowchart LR/)
})

it('refuses an input in which an id would become another', async () => {
  const workflow = file('pay.json', { eddy: 1, name: 'pay', inputs: [{ name: 'payment' }], steps: [{ name: 'say', kind: 'expression', config: { expr: 'p' }, arguments: [{ name: 'p', from: { input: 'payment' } }] }] })
  expect(await eddy(['run', workflow, '--input', '{"payment": 9007199254740993}'])).toMatchObject({ code: 2, err: expect.stringContaining('the number 9007199254740993 in --input cannot be held exactly') })
  expect(await eddy(['run', workflow, '--input', '{"payment": "9007199254740993"}', '--json'])).toMatchObject({ code: 0, out: expect.stringContaining('"value":"9007199254740993"') })
})

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eddy, program } from './eddy.ts'

const folder = mkdtempSync(join(tmpdir(), 'eddy-rehearse-'))

function file(name: string, content: unknown): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const post = (name: string, more: object = {}) => ({ name, kind: 'http.request', config: { method: 'POST', url: `http://127.0.0.1:1/${name}` }, undo: `undo_${name}`, ...more })
const remove = (name: string) => ({ name: `undo_${name}`, kind: 'http.request', config: { method: 'DELETE', url: `http://127.0.0.1:1/${name}/{{ id }}` }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] })
const trip = (card: object = {}) => ({ eddy: 1, name: 'trip', inputs: [{ name: 'who', schema: { type: 'string' } }], steps: [post('room', { arguments: [{ name: 'who', from: { input: 'who' } }] }), post('card', { waitFor: ['room'], ...card })], handlers: [remove('room'), remove('card')] })
const path = file('trip.json', trip())

describe('eddy rehearse', () => {
  it('rehearses without reaching anything, and says so', async () => {
    const { code, out } = await program('rehearse', path)
    expect([code, out]).toEqual([0, 'Rehearsed: Succeeded. About 400 ms.\nMade up: input.who.'])
  })

  it('lets a step fail, with the exit codes of a run', async () => {
    const failed = await eddy('rehearse', path, '--input', '{"who":"Ada"}', '--fail', 'card')
    expect([failed.code, failed.out]).toEqual([1, 'Rehearsed: Failed at Card; undone: Room; nothing is left. About 600 ms.'])
    const stuck = await eddy('rehearse', path, '--fail', 'card=undo_fails', '--json')
    expect(stuck.code).toBe(4)
    expect(JSON.parse(stuck.out)).toMatchObject({ label: 'rehearsed', rehearsal: { end: 'rollback_incomplete', left: ['card'], residue: [{ step: 'card', why: 'undo_failed' }] } })
    expect((await eddy('rehearse', path, '--fail', 'card=timeout')).code).toBe(3)
    expect((await eddy('rehearse', path, '--fail', 'card=cancel')).code).toBe(5)
  })

  it('ends 6 when the failure was not reached', async () => {
    const { code, out } = await eddy('rehearse', path, '--fail', 'card@2')
    expect(code).toBe(6)
    expect(out).toContain('card: not reached with these fixtures: attempt 2 never comes, there is only one.')
  })

  it('answers by fixtures, and computes code', async () => {
    const computed = file('code.json', { eddy: 1, name: 'code', inputs: [{ name: 'n' }], steps: [{ ...post('a'), undo: 'none' }, { name: 'sum', kind: 'code', config: { source: 'return args.id + args.n' }, arguments: [{ name: 'id', from: { result: 'a' }, path: ['body', 'id'] }, { name: 'n', from: { input: 'n' } }] }] })
    const fixture = file('fixture.json', { name: 'forty', input: { n: 2 }, pins: { a: { kind: 'value', value: { body: { id: 40 } } } } })
    const { code, out } = await eddy('rehearse', computed, '--fixture', fixture, '--json')
    expect([code, JSON.parse(out).rehearsal.value, JSON.parse(out).rehearsal.assumed]).toEqual([0, 42, []])
    expect((await eddy('rehearse', computed, '--fixture', file('bad.json', { pins: 1 }))).code).toBe(2)
  })

  it('prints the matrix, and fails when an expectation breaks', async () => {
    const expectations = join(folder, 'expect.json')
    const first = await eddy('rehearse', path, '--matrix')
    expect(first.out.split('\n')[0]).toBe('| step | fails       | recovers    | times out | crash          | cancelled | undo fails         |')
    expect((await eddy('rehearse', path, '--expect', expectations)).code).toBe(2)
    expect((await eddy('rehearse', path, '--expect', expectations, '--update')).out).toContain('12 cells are expected from now on')
    expect(JSON.parse(readFileSync(expectations, 'utf8')).cells).toHaveLength(12)
    const met = await eddy('rehearse', path, '--expect', expectations)
    expect([met.code, met.out]).toEqual([0, 'All 12 expectations are met.'])
    const broken = await eddy('rehearse', file('changed.json', { ...trip(), steps: [post('room', { undo: 'none' }), post('card', { waitFor: ['room'] })], inputs: [] }), '--expect', expectations)
    expect(broken.code).toBe(1)
    expect(broken.out).toContain('card fails on every try: undone was to be room, and is nothing; left was to be nothing, and is room')
  })

  it('tells the coverage, and can require it', async () => {
    const bare = file('bare.json', { eddy: 1, name: 'bare', steps: [{ name: 'room', kind: 'http.request', config: { method: 'POST', url: 'http://127.0.0.1:1/' } }] })
    const { code, out } = await eddy('rehearse', bare, '--coverage')
    expect(code).toBe(0)
    expect(out).toContain('Compensation coverage 0 % (0 % with half-done failures). Of 1 step with an effect: 1 missing.')
    expect((await eddy('rehearse', bare, '--require', '100')).code).toBe(1)
    expect((await eddy('rehearse', path, '--require', '100')).code).toBe(0)
  })

  it('runs the accident drill', async () => {
    const { code, out } = await eddy('rehearse', path, '--drill')
    expect(code).toBe(0)
    expect(out).toContain('passed: the action arrives after its undo. What comes late is undone when it comes.')
    const doubling = await eddy('rehearse', file('doubling.json', { ...trip(), handlers: [remove('room'), { name: 'undo_card', kind: 'send.signal', config: { name: 'card_back' } }] }), '--drill')
    expect(doubling.code).toBe(1)
    expect(doubling.out).toContain('failed: the undo arrives twice. "Undo card" is carried out twice, and its kind cannot tell a repetition.')
  })

  it('takes a recorded run through a draft', async () => {
    const document = { eddy: 1, name: 'sum', inputs: [{ name: 'n' }], steps: [{ name: 'sum', kind: 'expression', config: { expr: 'n + 1' }, arguments: [{ name: 'n', from: { input: 'n' } }] }] }
    const run = file('run.json', (await eddy('run', file('sum.json', document), '--input', '{"n":1}', '--json', '--events')).out)
    expect((await eddy('rehearse', join(folder, 'sum.json'), '--backtest', run)).out).toContain('Of 1 recorded run: 1 the same.')
    const draft = file('draft.json', { ...document, steps: [...document.steps, post('tell', { undo: 'none', waitFor: ['sum'] })] })
    const tested = await eddy('rehearse', draft, '--backtest', run)
    expect([tested.code, tested.out.includes('It would need a result of "Tell" that was never recorded.')]).toEqual([1, true])
  })

  it('refuses what it cannot rehearse', async () => {
    expect((await eddy('rehearse', file('broken.json', '{'))).code).toBe(2)
    expect((await eddy('rehearse', path, '--fail', 'card=sulks')).err).toContain('"sulks" is no way to fail')
    expect((await eddy('rehearse', path, '--input', '{"who":7}')).code).toBe(2)
  })
})

describe('eddy diff', () => {
  it('tells what differs, field by field, and what that changes', async () => {
    const after = file('after.json', { ...trip(), steps: [post('room', { undo: 'none', arguments: [{ name: 'who', from: { input: 'who' } }] }), post('card', { waitFor: ['room'] })] })
    const { code, out } = await program('diff', path, after)
    expect(code).toBe(1)
    expect(out.split('\n')).toEqual([
      'room: undo "undo_room" → "none"',
      '- room —undo→ undo_room',
      '',
      'Behaviour, rehearsed:',
      '  6 of 12 cells changed.',
      '  If Room is in flight when a person cancels; or Card fails on every try, or fails once, then recovers, or is in flight when a person cancels, or cannot be undone: Room is no longer undone; the effect of Room now stays.',
      '  If Room cannot be undone: it is no longer reached (it has no undo that could fail).',
    ])
    const same = await eddy('diff', path, path)
    expect([same.code, same.out.split('\n')[0]]).toEqual([0, 'Nothing that means anything differs.'])
  })
})

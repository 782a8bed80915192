import { describe, expect, it } from 'vitest'
import { fail, step } from '@eddy/engine/testing'
import { auditHash, verifyAudit, type AuditRecord } from './audit-record.ts'
import { audit } from './audit.ts'
import { replay, runToRest } from './testing/replay.ts'

async function trail(options: Partial<Parameters<typeof audit>[0]> = {}) {
  const records: AuditRecord[] = []
  const middleware = audit({ append: (record) => void records.push(record), ...options })
  const log = await runToRest({ steps: [step('a', { kind: 'effect', undo: 'undo' }), step('b', { after: ['a'] })], handlers: [step('undo')], inputs: [{ name: 'card' }] }, { input: { card: '4111' }, scripts: { b: () => fail('no', { retryable: false }), undo: () => fail() } })
  log.run.resolveUndo({ step: 'a', how: 'done_outside', reason: 'called the hotel', evidence: 'mail 7' })
  replay(middleware, log)
  await middleware.flushed()
  return { records, log, middleware }
}

describe('audit', () => {
  it('records who did what, without values', async () => {
    const { records } = await trail({ actor: ({ type }) => (type === 'undo.resolved' ? 'ada' : undefined) })
    expect(records.map(({ hash: _hash, previous: _previous, seq: _seq, at: _at, ...rest }) => rest)).toEqual([
      { index: 0, runId: 'run', workflow: 'test', action: 'run.started', data: { hash: '', inputs: ['card'] } },
      { index: 1, runId: 'run', workflow: 'test', action: 'rollback.started', data: { reason: 'failure', error: 'TEST' } },
      { index: 2, runId: 'run', workflow: 'test', action: 'rollback.completed', data: { undone: [], left: ['a'], residue: ['a'] } },
      { index: 3, runId: 'run', workflow: 'test', action: 'undo.resolved', step: 'a', actor: 'ada', data: { how: 'done_outside', reason: 'called the hotel', evidence: 'mail 7' } },
    ])
    expect(JSON.stringify(records)).not.toContain('4111')
    expect(verifyAudit(records)).toEqual([])
  })

  it('records cancelling, halting, resuming', async () => {
    const records: AuditRecord[] = []
    const middleware = audit({ append: (record) => void records.push(record) })
    const test = await runToRest({ steps: [step('stop')] }, { scripts: { stop: () => ({ kind: 'halt', value: 'private' }) } })
    test.run.resume({ payload: 'private' })
    await test.run.settled()
    replay(middleware, test)
    const other = await runToRest({ steps: [step('stop')] }, { scripts: { stop: () => ({ kind: 'halt', value: 1 }) } })
    other.run.cancel({ rollback: false, reason: 'changed my mind' })
    replay(middleware, other)
    await middleware.flushed()
    expect(records.map(({ action, data }) => [action, data])).toEqual([
      ['run.started', { hash: '', inputs: [] }],
      ['run.halted', { reason: 'asked' }],
      ['run.resumed', { payload: true }],
      ['run.started', { hash: '', inputs: [] }],
      ['run.halted', { reason: 'asked' }],
      ['run.cancelled', { rollback: false, reason: 'changed my mind' }],
    ])
  })

  it('shows where a trail was changed, cut, or added to', async () => {
    const { records } = await trail()
    const [first, second, third, fourth] = records as [AuditRecord, AuditRecord, AuditRecord, AuditRecord]
    const forged = { ...second, data: { reason: 'cancelled' } }
    expect(verifyAudit([first, forged, third, fourth])).toEqual([{ position: 1, problem: 'altered' }])
    expect(verifyAudit([first, { ...forged, hash: auditHash(forged) }, third, fourth])).toEqual([{ position: 2, problem: 'unlinked' }])
    expect(verifyAudit([first, third, fourth])).toEqual([{ position: 1, problem: 'unlinked' }])
    expect(verifyAudit([second, third, fourth])).toEqual([{ position: 0, problem: 'unlinked' }])
    expect(verifyAudit([second, third, fourth], { after: first })).toEqual([])
    expect(verifyAudit([first, second, third])).toEqual([])
    expect(verifyAudit([first, second, third], { head: fourth.hash })).toEqual([{ position: 3, problem: 'unlinked' }])
    expect(verifyAudit([first, first])).toEqual([{ position: 1, problem: 'unlinked' }])
  })

  it('goes on behind the records of an earlier host', async () => {
    const { records } = await trail()
    const later = await trail({ last: records[3] as AuditRecord })
    expect(verifyAudit([...records, ...later.records])).toEqual([])
  })

  it('keeps records in order, and lets the engine know when one could not be kept', async () => {
    const order: number[] = []
    const slow = await trail({ append: ({ index }) => new Promise((resolve) => setTimeout(() => (order.push(index), resolve()), 5 - index)) })
    expect(order).toEqual([0, 1, 2, 3])
    const broken = audit({ append: () => Promise.reject(new Error('disk full')) })
    const first = { events: slow.log.events.slice(0, 1), plan: slow.log.plan }
    replay(broken, first)
    await expect(broken.flushed()).rejects.toThrow('disk full')
    expect(() => replay(broken, first)).toThrow('disk full')

    const holed: AuditRecord[] = []
    const flaky = audit({ append: (record) => (record.index === 1 ? Promise.reject(new Error('busy')) : void holed.push(record)) })
    replay(flaky, slow.log)
    await expect(flaky.flushed()).rejects.toThrow('busy')
    expect(verifyAudit(holed)).toEqual([{ position: 1, problem: 'unlinked' }])
  })
})

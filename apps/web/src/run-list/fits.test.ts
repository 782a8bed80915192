import { expect, it } from 'vitest'
import { fits } from './fits.ts'
import { row } from './testing/row.ts'

const now = Date.parse('2026-11-21T10:00:30.000Z')
const failed = row('a', { status: 'failed', version: 2, environment: 'live', left: 1, fingerprint: 'f1', error: { code: 'NO_STOCK', message: 'No bikes are left', step: 'reserve' } as never })

it.each([
  [{}, true],
  [{ status: ['failed' as const, 'halted' as const] }, true],
  [{ status: ['halted' as const] }, false],
  [{ version: 2, environment: 'live', fingerprint: 'f1' }, true],
  [{ version: null }, false],
  [{ workflowId: 'w2' }, false],
  [{ ids: ['b'] }, false],
  [{ left: true }, true],
  [{ stuck: true }, false],
  [{ error: 'LEFT no_stock reser' }, true],
  [{ error: 'left boats' }, false],
  [{ withinMs: 60_000 }, true],
  [{ withinMs: 10_000 }, false],
  [{ since: '2026-11-21T10:00:00.000Z', until: '2026-11-21T10:00:00.001Z' }, true],
  [{ until: '2026-11-21T10:00:00.000Z' }, false],
  [{ minMs: 1000, maxMs: 1000 }, true],
  [{ minMs: 1001 }, false],
])('%j: %s', (filter, found) => expect(fits(filter, failed, now)).toBe(found))

it('what was tried out is no failure', () => expect(fits({ fingerprint: 'f1' }, row('c', { fingerprint: 'f1', fixture: 'bikes' }), now)).toBe(false))

it('a run under way has no duration yet', () => expect(fits({ maxMs: 9000 }, row('b', { durationMs: null }), now)).toBe(false))

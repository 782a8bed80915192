import { describe, expect, it } from 'vitest'
import { fail, ok, step } from '@eddy/engine/testing'
import type { LogLevel } from './event-line.ts'
import { logging } from './logging.ts'
import { replay, runToRest } from './testing/replay.ts'

function lines(level?: LogLevel) {
  const written: string[] = []
  const middleware = logging({ write: (line, at) => written.push(`${at} ${line}`), ...(level ? { level } : {}) })
  return { middleware, written }
}

const saga = () =>
  runToRest(
    { steps: [step('book', { kind: 'effect', undo: 'unbook' }), step('charge', { kind: 'effect', after: ['book'], retry: { max: 1, backoff: { initial: 'PT1S', jitter: 0 } } })], handlers: [step('unbook')] },
    { scripts: { book: () => ({ ...ok('secret value'), logs: [{ level: 'log', text: 'booked\nrun x forged' }, { level: 'debug', text: 'detail' }] }), charge: () => fail('declined') } },
  )

describe('logging', () => {
  it('writes one readable line for each event and passes on the lines of steps', async () => {
    const { middleware, written } = lines()
    replay(middleware, await saga(), '4f21c0de-77')
    expect(written).toEqual([
      'info run 4f21c0de… started, workflow test',
      'info run 4f21c0de… book started, attempt 1',
      'info run 4f21c0de… book: booked run x forged',
      'info run 4f21c0de… book succeeded',
      'info run 4f21c0de… charge started, attempt 1',
      'warn run 4f21c0de… charge retrying, in 1000 ms, TEST: declined',
      'info run 4f21c0de… charge started, attempt 2',
      'error run 4f21c0de… charge failed, TEST: declined',
      'warn run 4f21c0de… rollback started, failure',
      'info run 4f21c0de… book undo started',
      'info run 4f21c0de… book undo succeeded',
      'info run 4f21c0de… rollback completed, 1 undone',
      'error run 4f21c0de… failed, TEST: declined',
    ])
  })

  it('writes what its level asks for, and never a value', async () => {
    const [all, errors] = [lines('debug'), lines('error')]
    const log = await saga()
    replay(all.middleware, log)
    replay(errors.middleware, log)
    expect(all.written).toContain('debug run run book ready')
    expect(all.written).toContain('debug run run book: detail')
    expect(all.written.filter((line) => line.includes('secret value'))).toEqual([])
    expect(errors.written).toEqual(['error run run charge failed, TEST: declined', 'error run run failed, TEST: declined'])
  })
})

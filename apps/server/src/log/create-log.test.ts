import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { createLog } from './create-log.ts'

function written(form: 'json' | 'text', write: (log: ReturnType<typeof createLog>) => void): string {
  const to = new PassThrough()
  write(createLog({ form, level: 'info' }, to))
  return String(to.read() ?? '')
}

describe('the log', () => {
  it('is an object a line in JSON, with its level and time in words', () => {
    const [line = ''] = written('json', (log) => log.warn({ run: 'r1', step: 'pay' }, 'slow')).split('\n')
    expect(JSON.parse(line)).toEqual({ level: 'warn', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), run: 'r1', step: 'pay', msg: 'slow' })
  })

  it('is a sentence a line for people', () => {
    expect(written('text', (log) => log.info({ run: 'r1' }, 'run r1 started'))).toMatch(/^\[\d\d:\d\d:\d\d\] INFO: run r1 started\n$/)
  })

  it('writes less than its level says', () => {
    expect(written('json', (log) => log.debug('detail'))).toBe('')
  })

  it.each(['json', 'text'] as const)('never writes what stands under the name of a secret, or in the address of a database: %s', (form) => {
    const lines = written(form, (log) => {
      log.info({ headers: { authorization: 'Bearer hunter2' }, password: 'hunter2', a: { b: { token: 'hunter2' } } }, 'asked')
      log.error({ err: new Error('connect postgres://eddy:hunter2@db/eddy failed') }, 'the database at postgres://eddy:hunter2@db/eddy does not answer')
    })
    expect(lines).toContain('postgres://[secret]@db/eddy')
    expect(lines).not.toContain('hunter2')
  })
})

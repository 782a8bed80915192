import { beforeAll, expect, it } from 'vitest'
import { eddy as command, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()
const eddy = (...args: readonly string[]) => command('triggers', ...args)

beforeAll(async () => {
  await server.post('workflow.create', { document: { eddy: 1, name: 'ledger', inputs: [{ name: 'amount', schema: { type: 'number' } }], steps: [{ name: 'note', kind: 'expression', arguments: [{ name: 'amount', from: { input: 'amount' } }], config: { expr: 'amount' } }] } })
})

it('sets triggers up, shows, pauses, fires and deletes them', { timeout: 120_000 }, async () => {
  expect((await program('triggers', 'list')).out).toBe('There is no trigger.')
  expect((await eddy('create', 'ledger', 'Every morning', '--cron', '0 9 * * *', '--zone', 'Europe/Berlin', '--input', 'amount=1', '--runs', 'draft')).out).toMatch(/^Trigger \w+ of ledger is set up; next at \d{4}-\d\d-\d\dT0[78]:00:00\.000Z\.$/)
  expect((await eddy('create', 'ledger', 'By hand', '--manual', '--input', 'amount=payload.sum', '--runs', 'draft')).code).toBe(0)
  expect((await eddy('list')).out).toMatch(/^TRIGGER +KIND +WORKFLOW +STATE +NEXT +LAST +NAME\n\w+ +manual +ledger +enabled +- +- +By hand\n\w+ +schedule +ledger +enabled +20\S+ +- +Every morning$/)

  const fired = await eddy('fire', 'By hand', '--payload', '{"sum":4}', '--key', 'k')
  expect(fired).toMatchObject({ code: 0, out: expect.stringMatching(/^Run \w+ has begun\.$/) })
  expect((await eddy('fire', 'By hand', '--payload', '{"sum":9}', '--key', 'k')).out).toBe(fired.out)
  expect(await eddy('fire', 'By hand', '--payload', '{"sum":"x"}')).toMatchObject({ code: 2, out: expect.stringContaining('/amount') })
  expect((await eddy('show', 'By hand')).out).toMatch(/FIRED[^]+refused[^]+started/)
  expect((await eddy('fire', 'Every morning')).err).toContain('fires by itself')

  expect((await eddy('pause', 'Every morning')).out).toBe('Every morning is paused.')
  expect((await eddy('enable', 'Every morning')).out).toMatch(/^Every morning fires, next at /)
  expect((await eddy('delete', 'By hand')).code).toBe(0)
  expect((await eddy('show', 'By hand')).err).toContain('There is no trigger "By hand"')
})

it('refuses what it cannot read', { timeout: 60_000 }, async () => {
  expect(await eddy('create', 'ledger', 'two', '--manual', '--api')).toMatchObject({ code: 2, err: expect.stringContaining('say one of') })
  expect(await eddy('create', 'ledger', 'bad', '--cron', '99 * * * *')).toMatchObject({ code: 2, err: expect.stringContaining('is no cron pattern') })
  expect(await eddy('create', 'ledger', 'bad', '--manual', '--input', 'amount')).toMatchObject({ code: 2, err: expect.stringContaining('NAME=EXPRESSION') })
})

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

it('has a flag for each setting that is usual', { timeout: 120_000 }, async () => {
  const made = async (...args: readonly string[]) => {
    const { out, err } = await eddy('create', 'ledger', ...args, '--input', 'amount=1', '--runs', 'draft', '--json')
    expect(err).toBe('')
    return JSON.parse(out) as { readonly config: object; readonly overlap: string; readonly enabled: boolean }
  }
  await server.post('workflow.create', { document: { eddy: 1, name: 'source', steps: [] } })
  const { workflow } = JSON.parse((await eddy('create', 'source', 'probe', '--manual', '--json')).out) as { readonly workflow: { readonly id: string } }
  expect(await made('hooked', '--webhook', 'flags', '--method', 'put', '--secret', 'hook', '--signature-header', 'x-hub', '--timestamp-header', 'none', '--delivery-header', 'x-id', '--schema', '{"type":"object"}', '--wait', 'PT10S', '--overlap', 'wait', '--paused')).toMatchObject({
    config: { kind: 'webhook', path: 'flags', method: 'PUT', signature: { secret: 'hook', header: 'x-hub', timestampHeader: null }, deliveryHeader: 'x-id', schema: { type: 'object' }, reply: { mode: 'at_end', withinMs: 10_000 } }, overlap: 'wait', enabled: false,
  })
  expect(await made('ticking', '--every', 'PT1H', '--from', '2026-01-01T00:30:00Z', '--catch-up', '5')).toMatchObject({ config: { when: { every: 'interval', interval: 'PT1H', from: '2026-01-01T00:30:00Z' }, catchUp: { policy: 'all', most: 5 } }, enabled: true })
  expect(await made('skipping', '--cron', '0 9 * * *', '--catch-up', 'skip')).toMatchObject({ config: { when: { zone: 'UTC' }, catchUp: { policy: 'skip' } } })
  expect(await made('arriving', '--file', '*.csv', '--settle', 'PT5S', '--existing')).toMatchObject({ config: { glob: '*.csv', settleMs: 5000, existing: 'fire' } })
  expect(await made('ending', '--after', 'source', '--when', 'failed, rolled_back')).toMatchObject({ config: { kind: 'run', workflowId: workflow.id, statuses: ['failed', 'rolled_back'] } })
})

it('refuses flags that say nothing of the kind of trigger, rather than pass over them', { timeout: 60_000 }, async () => {
  const refused = async (...args: readonly string[]) => (await eddy('create', 'ledger', 'stray', ...args)).err
  expect(await refused('--every', 'PT1H', '--secret', 'hook')).toContain('--secret goes with --webhook, not with --every')
  expect(await refused('--every', 'PT1H', '--zone', 'Europe/Berlin')).toContain('--zone goes with --cron, not with --every')
  expect(await refused('--manual', '--catch-up', 'skip')).toContain('--catch-up goes with --cron or --every or --at, not with --manual')
  expect(await refused('--webhook', 'x', '--timestamp-header', 'none')).toContain('--timestamp-header goes with --secret')
  expect(await refused('--settings', '{"config":{"kind":"api"}}', '--runs', 'draft')).toContain('--settings says everything; put --runs into it')
  expect(await refused('--webhook', 'x', '--wait', 'long')).toContain('"long" is no length of time')
})

it('refuses what it cannot read', { timeout: 60_000 }, async () => {
  expect(await eddy('create', 'ledger', 'two', '--manual', '--api')).toMatchObject({ code: 2, err: expect.stringContaining('say one of') })
  expect(await eddy('create', 'ledger', 'bad', '--cron', '99 * * * *')).toMatchObject({ code: 2, err: expect.stringContaining('is no cron pattern') })
  expect(await eddy('create', 'ledger', 'bad', '--manual', '--input', 'amount')).toMatchObject({ code: 2, err: expect.stringContaining('NAME=EXPRESSION') })
})

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eddy as command, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()

const eddy = (...args: readonly string[]) => command('runs', ...args)
const post = (procedure: string, input: object) => server.post(procedure, input)

// oxlint-disable-next-line typescript/no-explicit-any -- answers are looked into as they come
async function ask(procedure: string, input: object): Promise<any> {
  const answer = (await (await fetch(`${server.url}/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`)).json()) as { readonly result: { readonly data: unknown } }
  return answer.result.data
}

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
async function start(name: string, document: object, input: object = {}): Promise<string> {
  const { id } = await post('workflow.create', { document: { eddy: 1, name, ...document } })
  return (await post('run.start', { workflowId: id, input })).runId
}

const stuck = {
  steps: [code('charge', 'return 1', { undo: 'refund' }), { name: 'ship', kind: 'fail', config: { message: 'nothing is left' }, waitFor: ['charge'] }],
  handlers: [code('refund', 'if (args.with.key !== "new") return eddy.fail("the bank is down", { retryable: false })', { arguments: [{ name: 'with', from: { origin: 'arguments' } }] })],
}
const waiting = { steps: [code('room', 'return 1', { undo: 'leave' }), { name: 'rest', kind: 'wait.timer', config: { duration: 'PT5M' }, waitFor: ['room'] }], handlers: [code('leave', 'return null')] }

describe('eddy runs', { timeout: 120_000 }, () => {
  it('follows a run to its end, and shows it', async () => {
    const run = await start('cli_stuck', stuck)
    const followed = await program('runs', 'events', run, '--follow')
    expect([followed.code, followed.out.split('\n')]).toEqual([4, ['✓ charge', '✗ ship: nothing is left', '↶ rolling back', '✗ charge could not be undone: the bank is down']])
    expect(followed.err).toBe(`Run ${run} of cli_stuck: rollback incomplete. ship: nothing is left. 0 undone, 1 still in place.`)
    const shown = await eddy('show', run, '--exit-code')
    expect(shown.code).toBe(4)
    expect(shown.out).toMatch(/^charge +undo_failed/m)
    const json = JSON.parse((await eddy('show', run, '--json')).out)
    expect(json).toMatchObject({ id: run, status: 'rollback_incomplete', left: 1, steps: { ship: { status: 'failed' } } })
    const events = (await eddy('events', run, '--json', '--after', '2')).out.split('\n').map((line) => JSON.parse(line).seq)
    expect(events).toEqual(events.map((_, index) => index + 3))
  })

  it('lists by condition, and settles what is left', async () => {
    const run = await start('cli_left', { ...stuck, inputs: [{ name: 'order' }] }, { order: { id: 7 } })
    await eddy('events', run, '--follow')
    const ids = async (...args: readonly string[]) => JSON.parse((await eddy('list', '--json', ...args)).out).map(({ id }: { id: string }) => id)
    expect(await ids('--workflow', 'cli_left', '--left', '--failed', '--since', '1h', '--error', 'nothing left', '--input', 'order.id=7', '--version', 'draft')).toEqual([run])
    expect(await ids('--workflow', 'cli_left', '--status', 'succeeded')).toEqual([])
    expect((await eddy('list', '--workflow', 'cli_left')).out).toMatch(new RegExp(`^RUN .*\\n${run} +rollback_incomplete +cli_left .* 0 +1 +ship: nothing is left$`))
    expect(await eddy('resolve', run, 'charge', '--done-outside')).toMatchObject({ code: 2, err: '--done-outside needs a --reason: it is written into the run' })
    expect(await eddy('resolve', run, 'charge', '--retry', '--arguments', '{"key":"new"}')).toMatchObject({ code: 0, out: 'charge is being undone again.' })
    expect((await eddy('events', run, '--follow')).code).toBe(1)
    expect((await eddy('resolve', run, 'charge', '--skip', '--reason', 'late')).code).toBe(2)
  })

  it('says what a cancel would undo, and undoes that', async () => {
    const run = await start('cli_wait', waiting)
    await expect.poll(async () => (await eddy('show', run)).out).toMatch(/^rest +waiting/m)
    expect((await eddy('show', run)).out).toMatch(/^Server: .+:\d+ \(embedded, Eddy [\w.]+\)$/m)
    const preview = await eddy('cancel', run)
    expect([preview.code, preview.out.split('\n')]).toEqual([0, ['Would be undone, in this order: room.', 'Nothing has been done. Cancel it with --yes.']])
    expect(JSON.parse((await eddy('cancel', run, '--yes', '--json')).out)).toMatchObject({ cancelled: true, preview: { undone: ['room'] } })
    expect((await eddy('events', run, '--follow')).code).toBe(5)
    // who has brought it to its end is known for as long as the run is
    expect((await eddy('show', run)).out).toMatch(/^Server: .+:\d+ \(embedded, Eddy [\w.]+\)$/m)
    expect((await eddy('cancel', run)).out).toContain('A cancel would do nothing: the run is over.')
  })

  it('halts, resumes, runs again and undoes', async () => {
    const asked = await start('cli_halt', { steps: [code('ask', 'return eddy.halt("sure?")', { undo: 'drop' }), code('tell', 'return args.it', { arguments: [{ name: 'it', from: { result: 'ask' } }] })], handlers: [code('drop', 'return null')] })
    expect((await eddy('events', asked, '--follow')).code).toBe(3)
    expect((await eddy('resume', asked, '--payload', '{broken')).code).toBe(2)
    expect((await eddy('resume', asked, '--payload', '42')).out).toBe(`Run ${asked} goes on.`)
    expect((await eddy('events', asked, '--follow')).code).toBe(0)
    expect((await eddy('show', asked)).out).toContain('Value: 42')
    const { runId } = JSON.parse((await eddy('again', asked, '--from', 'tell', '--json')).out)
    expect((await eddy('events', runId, '--follow')).code).toBe(0)
    expect((await eddy('undo', runId)).code).toBe(0)
    expect((await eddy('events', runId, '--follow')).code).toBe(1)
    const run = await start('cli_retry', { steps: [{ ...code('again', 'return eddy.fail("not yet")'), retry: { max: 1, backoff: { initial: 'PT5M' } } }] })
    await expect.poll(async () => (await eddy('retry-now', run, '--step', 'again')).code).toBe(0)
    expect((await eddy('events', run, '--follow')).code).toBe(1)
    const long = await start('cli_long', waiting)
    expect((await eddy('halt', long, '--reason', 'lunch')).code).toBe(0)
    await eddy('cancel', long, '--yes')
  })

  it('refuses with a sentence', async () => {
    expect(await eddy('show', 'no-such-run')).toMatchObject({ code: 2, out: '', err: expect.stringContaining('no-such-run') })
    expect(JSON.parse((await eddy('show', 'no-such-run', '--json')).out)).toMatchObject({ status: 'invalid', problems: [{ code: 'NOT_FOUND' }] })
    expect((await eddy('list', '--server', 'http://127.0.0.1:1')).err).toMatch(/^The server at http:\/\/127\.0\.0\.1:1 does not answer: .*Name another one with --server or EDDY_URL\.$/)
    expect((await eddy('list', '--server', 'nonsense')).code).toBe(2)
    expect((await eddy('list', '--since', 'yesterdayish')).err).toContain('no date and time')
    expect((await eddy('list', '--workflow', 'no_such')).err).toContain('There is no workflow called "no_such"')
    expect((await eddy('list', '--status', 'odd')).code).toBe(2)
    expect((await eddy('resume', 'x', '--step', 'pay')).err).toContain('--happened')
  })

  it('says of a run that has not begun what it waits for', async () => {
    const { id } = await post('workflow.create', { document: { eddy: 1, name: 'in_turn', inputs: [{ name: 'who' }], options: { concurrency: { key: 'who' } }, steps: [{ name: 'hold', kind: 'wait.signal', config: { name: 'go' } }] } })
    const [first, second] = [await post('run.start', { workflowId: id, input: { who: 'acme' } }), await post('run.start', { workflowId: id, input: { who: 'acme' } })]
    await expect.poll(async () => (await eddy('show', second.runId)).out, { timeout: 30_000 }).toMatch(/^Run \w+ of in_turn: waiting\.\nWaits for its turn under the key "acme": 1 of 1 runs under way; it is next\./)
    const listed = (await eddy('list', '--workflow', 'in_turn')).out
    expect(listed).toMatch(new RegExp(`${second.runId} +waiting .*Waits for its turn under the key "acme"`))
    expect(listed).toMatch(new RegExp(`${first.runId} +running `))
    for (const { runId } of [first, second]) await eddy('cancel', runId, '--yes')
  })

  it('kills, once it has said what stays', async () => {
    const run = await start('cli_kill', waiting)
    await expect.poll(async () => (await eddy('show', run)).out).toMatch(/^rest +waiting/m)
    expect((await eddy('kill', run)).out.split('\n')).toEqual(['Would stay in place: room.', 'Nothing has been done. Kill it with --yes.'])
    expect((await eddy('kill', run, '--yes')).out).toBe(`Run ${run} is being killed. Stays in place: room.`)
    expect((await eddy('events', run, '--follow')).code).toBe(5)
    expect((await eddy('show', run)).out).toMatch(/^room +succeeded/m)
  })

  it('compares two runs, and says where they differ', async () => {
    const run = await start('cli_compare', { inputs: [{ name: 'nights' }], steps: [code('room', 'return args.nights * 80', { arguments: [{ name: 'nights', from: { input: 'nights' } }] })] }, { nights: 2 })
    await eddy('events', run, '--follow')
    const other = JSON.parse((await eddy('again', run, '--input', '{"nights":3}', '--json')).out).runId
    await eddy('events', other, '--follow')
    const compared = await eddy('compare', run, other)
    expect([compared.code, compared.out.split('\n').slice(3)]).toEqual([1, ['STEP     IN A       IN B       DIFFERS', '(input)                        nights: 2 → 3', 'room     succeeded  succeeded  in nights: 2 → 3; out value: 160 → 240']])
    expect(await eddy('compare', run, run)).toMatchObject({ code: 0, out: expect.stringContaining('Both went the same way, with the same values.') })
  })

  it('makes a draft of a run as it was after an event, with what its steps had come to as a fixture', async () => {
    const run = await start('cli_fork', { steps: [code('a', 'return 1'), code('b', 'return 2', { waitFor: ['a'] })] })
    await eddy('events', run, '--follow')
    const { seq } = (await eddy('events', run, '--json')).out.split('\n').map((line) => JSON.parse(line)).find(({ type, step }) => type === 'step.succeeded' && step === 'a')
    const made = JSON.parse((await eddy('fork', run, '--at', String(seq), '--title', 'As it was', '--fixture', 'as it ran', '--json')).out)
    const { document } = await ask('workflow.get', { id: made.id })
    expect(document).toMatchObject({ title: 'As it was', steps: [{ name: 'a' }, { name: 'b' }] })
    const [kept] = await ask('fixture.list', { workflowId: made.id })
    expect(kept.fixture).toEqual({ name: 'as it ran', input: {}, pins: { a: { kind: 'value', value: 1 } } })
    expect((await eddy('fork', run, '--at', 'then')).err).toBe('--at: "then" is no number from 1 on')
  })

  it('lets a halted run go by another document, and sends it a signal', async () => {
    const steps = [code('a', 'return eddy.halt("look")'), { name: 'paid', kind: 'wait.signal', config: { name: 'paid' }, waitFor: ['a'] }]
    const run = await start('cli_adapt', { steps })
    expect((await eddy('events', run, '--follow')).code).toBe(3)
    const folder = mkdtempSync(join(tmpdir(), 'eddy-cli-adapt-'))
    const file = join(folder, 'next.json')
    writeFileSync(file, JSON.stringify({ eddy: 1, name: 'cli_adapt', steps: [...steps, code('thanks', 'return args.by', { arguments: [{ name: 'by', from: { result: 'paid' } }] })], return: 'thanks' }))
    expect(await eddy('adapt', run, '--file', file)).toMatchObject({ code: 0, out: `Run ${run} goes by the new version once it is resumed.` })
    await eddy('resume', run, '--payload', '1')
    await expect.poll(async () => (await eddy('signal', run, 'paid', '--payload', '"Ada"')).out).toBe(`A step of run ${run} has taken the signal "paid".`)
    expect((await eddy('events', run, '--follow')).code).toBe(0)
    expect((await eddy('show', run)).out).toContain('Value: "Ada"')
    const out = join(folder, 'run.html')
    const exported = await eddy('export', run, '--out', out)
    // the page may not be built where this runs
    if (exported.code === 0) expect(readFileSync(out, 'utf8')).toContain(run)
    else expect(exported.err).toContain('has not been built')
    rmSync(folder, { recursive: true })
  })
})

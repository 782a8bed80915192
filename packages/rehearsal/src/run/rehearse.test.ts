import { describe, expect, it } from 'vitest'
import { bookATrip, chain, post, remove, stageOf } from '../testing/stages.ts'
import { setStage } from '../stage/set-stage.ts'
import type { Fault } from './fault.ts'
import { rehearse } from './rehearse.ts'

const trip = () => stageOf(chain(['room', 'card', 'mail']))
const struck = (fault: Fault, stage = trip()) => rehearse(stage, { faults: [fault] })

describe('rehearse', () => {
  it('runs the real engine with effects replaced', async () => {
    const { end, label, events, replaced, value, residue, durationMs, sentence } = await rehearse(trip())
    expect({ end, label, replaced, residue, durationMs, sentence }).toEqual({ end: 'succeeded', label: 'rehearsed', replaced: ['room', 'card', 'mail'], residue: [], durationMs: 600, sentence: 'Succeeded.' })
    expect(value).toEqual({ status: 200, headers: {}, body: { id: 'rehearsed' } })
    expect(events.map(({ type, step }) => `${type} ${step ?? ''}`)).toEqual(['run.started ', 'step.ready room', 'step.started room', 'step.succeeded room', 'step.ready card', 'step.started card', 'step.succeeded card', 'step.ready mail', 'step.started mail', 'step.succeeded mail', 'run.succeeded '])
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1))
  })

  it('is the same whenever it is made', async () => {
    const script = { faults: [{ step: 'mail', kind: 'crash' } as const] }
    expect(await rehearse(trip(), script)).toEqual(await rehearse(trip(), script))
  })

  it('fails where it is told to, and proves it', async () => {
    const { end, undone, residue, proofs, sentence } = await struck({ step: 'mail', kind: 'fail' })
    expect({ end, undone, residue, sentence }).toEqual({ end: 'rolled_back', undone: ['card', 'room'], residue: [], sentence: 'Failed at Mail; undone: Card, then Room; nothing is left.' })
    expect(proofs).toEqual([{ reached: true, fault: { step: 'mail', kind: 'fail' }, step: 'mail', attempt: 1, seq: 10 }])
  })

  it('counts the time of backoff, and takes none', async () => {
    const stage = stageOf(chain(['room'], { room: { retry: { max: 2, backoff: { initial: 'PT1M', factor: 2, jitter: 0 } } } }))
    const { end, attempts, durationMs } = await struck({ step: 'room', kind: 'fail' }, stage)
    expect({ end, attempts, durationMs }).toEqual({ end: 'rolled_back', attempts: 3, durationMs: 60_000 + 120_000 + 3 * 200 })
  })

  it('recovers after a first failure', async () => {
    const stage = stageOf(chain(['room', 'card'], { card: { retry: { max: 1 } } }))
    const { end, attempts, proofs } = await struck({ step: 'card', kind: 'recover' }, stage)
    expect({ end, attempts, reached: proofs[0]?.reached }).toEqual({ end: 'succeeded', attempts: 3, reached: true })
  })

  it('fails in one way after the other', async () => {
    const stage = stageOf(chain(['room', 'card'], { card: { retry: { max: 3 } } }))
    const { end, proofs, events } = await rehearse(stage, { faults: [{ step: 'card', kind: 'recover' }, { step: 'card', kind: 'recover', attempt: 2 }, { step: 'card', kind: 'crash', attempt: 3 }] })
    expect(proofs.map((proof) => proof.reached && proof.attempt)).toEqual([1, 2, 3])
    expect(events.filter(({ step, type }) => step === 'card' && ['step.retrying', 'step.interrupted'].includes(type)).map(({ type, attempt }) => `${type} ${attempt}`)).toEqual(['step.retrying 1', 'step.retrying 2', 'step.interrupted 3'])
    expect(end).toBe('halted')
  })

  it('strikes a later attempt', async () => {
    const stage = stageOf(chain(['room', 'card'], { card: { retry: { max: 2 } } }))
    const { end, proofs } = await rehearse(stage, { fixture: { input: {}, pins: { card: { kind: 'failure', code: 'HTTP_503', message: 'busy', attempts: 1 } } }, faults: [{ step: 'card', kind: 'fail', attempt: 2 }] })
    expect({ end, proof: proofs[0] }).toMatchObject({ end: 'rolled_back', proof: { reached: true, attempt: 2 } })
  })

  it('leaves what a step has done before it failed', async () => {
    const { end, undone, residue, sentence } = await struck({ step: 'card', kind: 'half_done' })
    expect({ end, undone, residue }).toEqual({ end: 'rolled_back', undone: ['room'], residue: [{ step: 'card', effect: 'HTTP POST http://127.0.0.1:1/card', why: 'half_done' }] })
    expect(sentence).toBe('Failed at Card; undone: Room; left: Card.')
  })

  it('cleans up after a half-done step with its own failure handler', async () => {
    const { steps, handlers = [] } = chain(['room', 'card'], { card: { compensate: 'void' } })
    const stage = stageOf({ steps, handlers: [...handlers, { name: 'void', kind: 'http.request', config: { method: 'DELETE', url: 'http://127.0.0.1:1/card' } }] })
    expect((await struck({ step: 'card', kind: 'half_done' }, stage)).residue).toEqual([])
  })

  it('hangs where nothing limits the wait, and is told so', async () => {
    const { end, sentence, residue, proofs } = await struck({ step: 'card', kind: 'timeout' })
    expect({ end, sentence, reached: proofs[0]?.reached }).toEqual({ end: 'hangs', sentence: 'Hangs at Card for ever: nothing limits the wait. Give the step a timeout.', reached: true })
    expect(residue.map(({ step, why }) => `${step} ${why}`)).toEqual(['room standing', 'card standing'])
  })

  it('times out into doubt, and halts for a person', async () => {
    const stage = stageOf(chain(['room', 'card'], { card: { timeout: 'PT10S' } }))
    const { end, sentence, residue, durationMs } = await struck({ step: 'card', kind: 'timeout' }, stage)
    expect({ end, sentence, durationMs }).toEqual({ end: 'halted', sentence: 'Halts at Card: a person has to say what happened.', durationMs: 10_200 })
    expect(residue.find(({ step }) => step === 'card')?.why).toBe('in_doubt')
  })

  it('takes the run up from its log after a crash', async () => {
    const stage = stageOf(chain(['room', 'card'], { card: { onInterrupt: 'retry' } }))
    const { end, events, deeds, proofs } = await struck({ step: 'card', kind: 'crash' }, stage)
    expect({ end, reached: proofs[0]?.reached }).toEqual({ end: 'succeeded', reached: true })
    expect(events.filter(({ step, type }) => step === 'card' && type !== 'step.ready').map(({ type, attempt }) => `${type} ${attempt}`)).toEqual(['step.started 1', 'step.interrupted 1', 'step.started 2', 'step.succeeded 2'])
    expect(deeds.find(({ path }) => path === 'card')).toMatchObject({ times: 2, idempotent: false })
  })

  it('awaits what is in flight when a person cancels, and undoes it', async () => {
    const { end, undone, residue, proofs } = await struck({ step: 'card', kind: 'cancel' })
    expect({ end, undone, residue, reached: proofs[0]?.reached }).toEqual({ end: 'cancelled', undone: ['card', 'room'], residue: [], reached: true })
  })

  it('cancels at any moment', async () => {
    const { end, undone, durationMs } = await rehearse(trip(), { cancelAt: 250 })
    expect({ end, undone, durationMs }).toEqual({ end: 'cancelled', undone: ['card', 'room'], durationMs: 800 })
  })

  it('lets an undo fail, and tells what is left', async () => {
    const { end, undone, left, residue, proofs } = await struck({ step: 'card', kind: 'undo_fails' })
    expect({ end, undone, left, residue: residue.map(({ step, why }) => `${step} ${why}`), reached: proofs[0]?.reached }).toEqual({ end: 'rollback_incomplete', undone: ['mail', 'room'], left: ['card'], residue: ['card undo_failed'], reached: true })
  })

  it('undoes the last step of a run that is over', async () => {
    const { end, left, undone } = await struck({ step: 'mail', kind: 'undo_fails' })
    expect({ end, left, undone }).toEqual({ end: 'rollback_incomplete', left: ['mail'], undone: ['card', 'room'] })
  })

  it('undoes what comes after the run has given up on it', async () => {
    const { end, residue, proofs, events } = await struck({ step: 'card', kind: 'late' })
    expect({ end, residue, reached: proofs[0]?.reached }).toEqual({ end: 'cancelled', residue: [], reached: true })
    expect(events.some(({ type, step }) => type === 'undo.succeeded' && step === 'card')).toBe(true)
  })

  it('goes on trying behind the point of no return, and says so', async () => {
    const stage = stageOf(chain(['room', 'card'], { room: { role: 'pivot', undo: 'none' } }))
    const { end, sentence } = await struck({ step: 'card', kind: 'fail' }, stage)
    expect({ end, sentence }).toEqual({ end: 'endless', sentence: 'Goes on trying at Card without end.' })
  })

  it('tells why a fault was not reached', async () => {
    const stage = stageOf({
      inputs: [{ name: 'abroad', default: false }],
      steps: [{ name: 'where', kind: 'switch', arguments: [{ name: 'abroad', from: { input: 'abroad' } }], branches: [{ when: 'abroad', steps: [post('visa')] }, { steps: [post('train')] }] }, post('after', { after: ['where'], undo: 'none' })],
      handlers: [remove('visa'), remove('train')],
    })
    const reason = async (fault: Fault) => {
      const [proof] = (await struck(fault, stage)).proofs
      return proof?.reached === false ? proof.reason : 'reached'
    }
    expect(await reason({ step: 'where.train', kind: 'fail' })).toBe('reached')
    expect(await reason({ step: 'where.visa', kind: 'fail' })).toBe('not reached with these fixtures: "Where" takes another branch')
    expect(await reason({ step: 'after', kind: 'undo_fails' })).toBe('it has no undo that could fail')
    expect(await reason({ step: 'nowhere', kind: 'fail' })).toBe('there is no step "nowhere"')
    expect(await reason({ step: 'after', kind: 'fail', attempt: 2 })).toBe('not reached with these fixtures: attempt 2 never comes, there is only one')
  })

  it('answers by fixtures, and tells what it has made up', async () => {
    const stage = stageOf({
      inputs: [{ name: 'who', schema: { type: 'string', examples: ['Ada'] } }],
      steps: [post('charge', { arguments: [{ name: 'who', from: { input: 'who' } }] }), { name: 'text', kind: 'expression', config: { expr: 'who & " pays " & total' }, arguments: [{ name: 'who', from: { input: 'who' } }, { name: 'total', from: { result: 'charge' }, path: ['body', 'total'] }] }],
      handlers: [remove('charge')],
    })
    const assumed = await rehearse(stage)
    expect(assumed.value).toBe('Ada pays rehearsed')
    expect(assumed.assumed).toEqual(['input.who', 'charge.body.total'])
    const given = await rehearse(stage, { fixture: { input: { who: 'Bo' }, pins: { charge: { kind: 'value', value: { body: { id: 1, total: 12 } } } } } })
    expect([given.value, given.assumed, given.replaced]).toEqual(['Bo pays 12', [], []])
  })

  it('enters composed workflows, maps and waits', async () => {
    const inner = { eddy: 1 as const, name: 'inner', ...chain(['hotel']) }
    const stage = stageOf(
      {
        steps: [
          { name: 'trip', kind: 'compose', config: { workflow: 'inner' } },
          { name: 'each', kind: 'map', waitFor: ['trip'], arguments: [{ name: 'source', from: { value: [1, 2] } }], steps: [post('seat')] },
          { name: 'paid', kind: 'wait.signal', waitFor: ['each'], config: { name: 'paid', timeout: 'P1D', schema: { type: 'object', properties: { ok: { type: 'boolean' } } } } },
          { name: 'night', kind: 'wait.timer', waitFor: ['paid'], config: { duration: 'PT8H' } },
          post('mail', { after: ['night'], undo: 'none' }),
        ],
        handlers: [remove('seat')],
      },
      { inner },
    )
    const fine = await rehearse(stage)
    expect({ end: fine.end, hours: Math.round(fine.durationMs / 3_600_000) }).toEqual({ end: 'succeeded', hours: 8 })
    expect(fine.events.find(({ type, step }) => type === 'step.succeeded' && step === 'paid')?.data).toEqual({ value: { ok: true } })
    const failed = await struck({ step: 'mail', kind: 'fail' }, stage)
    expect(failed.undone.toSorted()).toEqual(['each[0].seat', 'each[1].seat', 'trip.hotel'])
    expect((await struck({ step: 'trip.hotel', kind: 'fail' }, stage)).proofs[0]).toMatchObject({ reached: true, step: 'trip.hotel' })
    expect((await struck({ step: 'each[1].seat', kind: 'fail' }, stage)).proofs[0]).toMatchObject({ reached: true, step: 'each[1].seat' })
  })

  it('refuses an input that does not fit, in a sentence', async () => {
    const stage = stageOf({ inputs: [{ name: 'n', schema: { type: 'integer' } }], steps: [post('a', { undo: 'none' })] })
    const { end, sentence } = await rehearse(stage, { fixture: { input: { n: 'x' }, pins: {} } })
    expect(end).toBe('refused')
    expect(sentence).toContain('The input "n" does not fit')
  })

  it('rehearses the shipped template', async () => {
    const { catalog, logic } = trip()
    const stage = setStage(bookATrip(), { catalog, logic })
    expect((await rehearse(stage)).value).toBe('Ada Lovelace, your trip is booked: flight rehearsed, hotel rehearsed, car rehearsed.')
    expect((await struck({ step: 'car', kind: 'fail' }, stage)).sentence).toBe('Failed at Reserve car; undone: Reserve hotel, then Reserve flight; nothing is left.')
  })
})

describe('a request that has no answer within its own time limit', () => {
  const limited = (more: object) => stageOf(chain(['room', 'card'], { card: { config: { method: 'POST', url: 'http://127.0.0.1:1/card', timeout: 'PT2S' }, ...more } }))

  it('is in doubt, and halts for a person', async () => {
    const { end, events, residue } = await rehearse(limited({}), { faults: [{ step: 'card', kind: 'timeout' }] })
    expect(end).toBe('halted')
    expect(events.find(({ type }) => type === 'step.interrupted')).toMatchObject({ step: 'card', data: { cause: 'lost', error: { code: 'HTTP_TIMEOUT' } } })
    expect(residue).toContainEqual({ step: 'card', effect: 'HTTP POST http://127.0.0.1:1/card', why: 'in_doubt' })
  })

  it('is made again under the same key where it may be, and undone', async () => {
    const { end, undone, residue, deeds } = await rehearse(limited({ onInterrupt: 'retry', retry: { max: 1 } }), { faults: [{ step: 'card', kind: 'timeout' }] })
    expect({ end, undone, residue }).toEqual({ end: 'rollback_incomplete', undone: ['room'], residue: [{ step: 'card', effect: 'HTTP POST http://127.0.0.1:1/card', why: 'in_doubt' }] })
    // twice as its retry says, and once to learn what there is to undo
    expect(deeds.filter(({ path }) => path === 'card')).toMatchObject([{ times: 3 }])
  })
})

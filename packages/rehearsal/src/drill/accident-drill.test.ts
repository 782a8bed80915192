import { expect, it } from 'vitest'
import { bookATrip, chain, stageOf } from '../testing/stages.ts'
import { accidentDrill } from './accident-drill.ts'
import type { Stage } from '../stage/set-stage.ts'

const verdicts = async (stage: Stage) => Object.fromEntries((await accidentDrill(stage)).steps.map(({ step, badges }) => [step, badges.map(({ verdict }) => verdict).join(' ')]))

it('runs every accident on every step with an effect', async () => {
  const { steps, sentence } = await accidentDrill(stageOf(chain(['room'])))
  expect(steps[0]?.badges).toEqual([
    { accident: 'action_twice', verdict: 'untestable', sentence: 'It is carried out twice, with the same Idempotency-Key: whether the service takes it for one, only the service can tell.' },
    { accident: 'undo_twice', verdict: 'passed', sentence: 'Repeating "Undo room" has the effect of one.' },
    { accident: 'undo_without_action', verdict: 'untestable', sentence: '"Undo room" is called for what is not there; whether that fails, only the service can tell. Let it expect the status 404 to be sure.' },
    { accident: 'action_after_undo', verdict: 'passed', sentence: 'What comes late is undone when it comes.' },
    { accident: 'crash_before_record', verdict: 'passed', sentence: 'The run halts: nobody guesses, a person says what happened.' },
  ])
  expect(sentence).toBe('3 passed, 0 failed, 2 cannot be told by a rehearsal.')
})

it('names handlers as their cards do', async () => {
  const { steps, handlers = [] } = chain(['room'])
  const found = (await accidentDrill(stageOf({ steps, handlers: handlers.map((one) => ({ ...one, title: 'Give the room back' })) }))).steps[0]?.badges.map(({ sentence }) => sentence)
  expect(found?.slice(1, 3)).toEqual(['Repeating "Give the room back" has the effect of one.', '"Give the room back" is called for what is not there; whether that fails, only the service can tell. Let it expect the status 404 to be sure.'])
})

it('passes kinds that undo themselves, and steps that are repeatable', async () => {
  expect(await verdicts(stageOf({ steps: [{ name: 'file', kind: 'file.write', config: { path: 'a', content: 'x' } }] }))).toEqual({ file: 'passed passed passed passed passed' })
  const { steps, handlers } = chain(['room'], { room: { config: { method: 'PUT', url: 'http://127.0.0.1:1/room' } } })
  expect(await verdicts(stageOf({ steps, ...(handlers ? { handlers } : {}) }))).toEqual({ room: 'passed passed passed passed passed' })
})

it('sees that a crash which is taken for a failure leaves the effect in doubt', async () => {
  const { steps } = await accidentDrill(stageOf(chain(['room'], { room: { onInterrupt: 'compensate' } })))
  expect(steps[0]?.badges.at(-1)).toEqual({ accident: 'crash_before_record', verdict: 'passed', sentence: 'The run turns back and leaves it in doubt: a person says whether it happened.' })
})

it('tells why it cannot tell', async () => {
  const { steps } = await accidentDrill(stageOf(chain(['room'], { room: { undo: 'none' } })))
  expect(steps[0]?.badges.map(({ sentence }) => sentence)).toContain('It has no undo.')
})

it('drills the shipped template', async () => {
  expect(await verdicts(stageOf(bookATrip()))).toEqual({ flight: 'untestable passed passed passed untestable', hotel: 'untestable passed passed passed untestable', car: 'untestable passed passed passed untestable' })
})

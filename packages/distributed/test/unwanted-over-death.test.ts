// @module-tag once
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { systemClock, type StepRequest } from '@eddy/engine'
import { conformanceCases, ScriptedWorld } from '@eddy/engine/testing'
import { ownRestate } from './own-restate.ts'

const host = ownRestate()

const race = conformanceCases.find(({ id }) => id === 'race')

/** Takes its time to stop, so that the process has died before it is known that it has. */
class SlowToStop extends ScriptedWorld {
  override async execute(request: StepRequest) {
    const outcome = await super.execute(request)
    if (request.path === 'r[1].c') await sleep(200)
    return outcome
  }
}

it('C5 a loser that was told to stop is told again after the process has died', async () => {
  if (race === undefined) throw new Error('there is no case of a race')
  const world = new SlowToStop(race, systemClock)
  let died = 0
  const run = await host().start(race, {
    world,
    onStored: (events) => {
      if (died > 0 || !events.some(({ type, step }) => type === 'step.succeeded' && step === 'r[0].a')) return
      died++
      void run.crash()
    },
  })
  expect(await run.settled()).toMatchObject({ status: 'succeeded', value: 'A' })
  expect(died).toBe(1)
  expect(world.notes.filter((note) => note === 'run r[1].c')).toHaveLength(2)
})

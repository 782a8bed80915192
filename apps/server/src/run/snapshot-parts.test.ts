import { describe, expect, it } from 'vitest'
import { createState, evolve, plan, restoreState, snapshotText } from '@eddy/engine'
import { countTurns } from '../../test/count-turns.ts'
import { snapshotParts } from './snapshot-parts.ts'

const STEPS = 60_000

/** A run whose steps are all ready. */
function wideRun() {
  const planned = plan({ eddy: 1, name: 'wide', steps: Array.from({ length: STEPS }, (_, index) => ({ name: `s${index}`, kind: 'debug' })) })
  const state = evolve(createState(planned), { seq: 1, at: 1, type: 'run.started', data: { input: {} } } as never)
  for (let index = 0; index < STEPS; index++) evolve(state, { seq: index + 2, at: 1, type: 'step.ready', step: `s${index}`, data: {} })
  return { planned, state }
}

describe('the snapshot of a large state', () => {
  it('H12 lets others have their turn while it is made, and is whole', async () => {
    const { planned, state } = wideRun()
    const counted = countTurns()
    const parts = (await snapshotParts(state)) ?? []
    counted.stop()
    expect(counted.turns).toBeGreaterThan(1)
    expect(parts.length).toBeGreaterThan(2)
    expect(snapshotText(restoreState(planned, JSON.parse(parts.join(''))))).toBe(parts.join(''))
  })

  it('H12 is thrown away where something happens to the run meanwhile', async () => {
    const { state } = wideRun()
    const making = snapshotParts(state)
    state.seq++
    expect(await making).toBeUndefined()
  })
})

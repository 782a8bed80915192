// @module-tag once
import { describe, expect, it } from 'vitest'
import { conformanceCases, deathSample, runCase, runDeaths } from '@eddy/engine/testing'
import { ownRestate } from './own-restate.ts'

const host = ownRestate()

const named = (cases: typeof conformanceCases) => cases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const)

// on a machine that is busy two short waits may end the other way round, or an order comes after what it was to meet, which the log of the case then says
const inRealTime = { retry: 2 }

describe('the engine in the hands of Restate conforms', () => {
  it.concurrent.each(named(conformanceCases))('%s', inRealTime, async (_, one) => {
    expect(await runCase(host(), one, { patienceMs: 30_000 })).toEqual([])
  })
})

describe('wherever its process dies', () => {
  it.concurrent.each(named(deathSample))('%s', async (_, one) => {
    expect(await runDeaths(host(), one, { patienceMs: 30_000 })).toEqual([])
  })
})

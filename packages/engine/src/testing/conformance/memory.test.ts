import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../event/event.ts'
import { MemoryJournal } from '../../host/memory-ports.ts'
import { throughSnapshot } from '../through-snapshot.ts'
import type { ConformanceCase } from './conformance-case.ts'
import { conformanceCases, deathSample, deathCases } from './conformance-cases.ts'
import { memoryHost } from './memory-host.ts'
import { runCase, runDeaths } from './run-case.ts'
import { storedHost } from './stored-host.ts'

const named = <T extends ConformanceCase>(cases: readonly T[]) => cases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const)
const surviving = conformanceCases.filter(({ survivesDeath }) => survivesDeath)

describe('the memory host conforms', () => {
  it.concurrent.each(named(conformanceCases))('%s', async (_, one) => {
    expect(await runCase(memoryHost(), one)).toEqual([])
  })
})

describe('wherever its process dies', () => {
  it.concurrent.each(named(surviving))('%s', async (_, one) => {
    expect(await runDeaths(memoryHost(), one)).toEqual([])
  })
})

describe('where its process dies in the middle of an append', () => {
  it.concurrent.each(named(deathCases))('%s', async (_, one) => {
    expect(await runCase(memoryHost(), one, { patienceMs: 60_000, dieAt: one.dieAt })).toEqual([])
  })
})

describe('a host that takes runs up from snapshots conforms', () => {
  const newest = memoryHost('snapshots', (plan, events) => throughSnapshot(plan, events, events.length))
  const older = memoryHost('older snapshots', (plan, events) => throughSnapshot(plan, events, Math.ceil(events.length / 2)))

  it.concurrent.each(named(conformanceCases))('H12 %s', async (_, one) => {
    expect(await runCase(newest, one)).toEqual([])
  })

  it.concurrent.each(named(surviving))('H12 wherever its process dies: %s', async (_, one) => {
    expect(await runDeaths(newest, one)).toEqual([])
    expect(await runDeaths(older, one)).toEqual([])
  })
})

describe('the suite', () => {
  it('is data, with names of their own and rules of the specification, and leaves out no rule', () => {
    const rules = [...readFileSync(new URL('../../../SPEC.md', import.meta.url), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1] ?? '')
    const cases = [...conformanceCases, ...deathCases]
    expect(JSON.parse(JSON.stringify(cases))).toEqual(cases)
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length)
    const quoted = new Set(conformanceCases.flatMap((one) => one.rules))
    expect(cases.flatMap((one) => one.rules).filter((rule) => !rules.includes(rule))).toEqual([])
    expect(rules.filter((rule) => !quoted.has(rule))).toEqual([])
    expect(deathSample).toHaveLength(11)
    expect(deathSample.filter((one) => !surviving.includes(one))).toEqual([])
  })

  it('finds out a host that loses an event', async () => {
    const stored: RunEvent[] = []
    const forgetful = storedHost({
      name: 'forgetful',
      open: () => ({ journal: (events) => restored(events, (more) => stored.push(...more)), read: async () => stored.filter(({ type }) => type !== 'undo.succeeded') }),
    })
    const one = conformanceCases.find(({ id }) => id === 'crash-in-a-rollback')
    expect(one && (await runCase(forgetful, one, { patienceMs: 500 }))).not.toEqual([])
  })

  it('finds out what is not as expected', async () => {
    const [one] = conformanceCases
    const wrong = one && { ...one, expected: { status: 'rolled_back', value: 6, error: 'NONE', undone: ['a'], executedOnce: ['nobody'], inFlight: 9, log: ['run.failed', '!run.succeeded'], calls: ['undo a'] } as const }
    expect(wrong && (await runCase(memoryHost(), wrong)).map((failure) => failure.split(':')[0])).toEqual(['status', 'value', 'error', 'undone', 'times that nobody was executed', 'most calls in flight', 'log', 'log', 'world'])
  })
})

function restored(events: readonly RunEvent[], listener: (events: readonly RunEvent[]) => void): MemoryJournal {
  const journal = new MemoryJournal(listener)
  journal.restore(events)
  return journal
}

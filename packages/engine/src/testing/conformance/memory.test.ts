import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conformanceCases, openCases } from './conformance-cases.ts'
import { memoryHost } from './memory-host.ts'
import { runCase } from './run-case.ts'

/** Events of the longest log among the cases that survive. */
const LONGEST_LOG = 50

const rules = new Set([...readFileSync(new URL('../../../SPEC.md', import.meta.url), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]))

describe('the memory host conforms', () => {
  it.concurrent.each(conformanceCases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const))('%s', async (_, one) => {
    expect(await runCase(memoryHost(), one)).toEqual([])
  })
})

describe('wherever its process dies', () => {
  it.concurrent.each(conformanceCases.filter((one) => one.survivesDeath).map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const))('%s', async (_, one) => {
    const deaths = Array.from({ length: LONGEST_LOG }, async (_unused, index) => (await runCase(memoryHost(), one, { dieAt: index + 1 })).map((failure) => `dead at ${index + 1}: ${failure}`))
    expect((await Promise.all(deaths)).flat()).toEqual([])
  })
})

describe('is not kept yet; move it from cases/open.ts when it is', () => {
  it.each(openCases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const))('%s', async (_, one) => {
    expect(await runCase(memoryHost(), one, { patienceMs: 1000, ...(one.dieAt === undefined ? {} : { dieAt: one.dieAt }) })).not.toEqual([])
  })
})

it('the cases are data, with names of their own and rules of the specification, and leave out no rule', () => {
  expect(JSON.parse(JSON.stringify(conformanceCases))).toEqual(conformanceCases)
  expect(new Set(conformanceCases.map(({ id }) => id)).size).toBe(conformanceCases.length)
  const quoted = new Set(conformanceCases.flatMap((one) => one.rules))
  expect([...quoted].filter((rule) => !rules.has(rule))).toEqual([])
  expect([...rules].filter((rule) => rule !== undefined && !quoted.has(rule))).toEqual([])
})

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { conformanceCases } from './conformance-cases.ts'
import { memoryHost } from './memory-host.ts'
import { runCase } from './run-case.ts'

const rules = new Set([...readFileSync(new URL('../../../SPEC.md', import.meta.url), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map((match) => match[1]))

describe('the memory host conforms', () => {
  it.concurrent.each(conformanceCases.map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const))('%s', async (_, one) => {
    expect(await runCase(memoryHost(), one)).toEqual([])
  })
})

describe('wherever its process dies', () => {
  const events = 40
  it.concurrent.each(conformanceCases.filter((one) => one.survivesDeath).map((one) => [`${one.id} ${one.rules.join(' ')}`, one] as const))('%s', async (_, one) => {
    for (let dieAt = 1; dieAt <= events; dieAt++) expect([dieAt, await runCase(memoryHost(), one, { dieAt })]).toEqual([dieAt, []])
  })
})

it('the cases are data, with names of their own and rules of the specification, and leave out no rule', () => {
  expect(JSON.parse(JSON.stringify(conformanceCases))).toEqual(conformanceCases)
  expect(new Set(conformanceCases.map(({ id }) => id)).size).toBe(conformanceCases.length)
  const quoted = new Set(conformanceCases.flatMap((one) => one.rules))
  expect([...quoted].filter((rule) => !rules.has(rule))).toEqual([])
  expect([...rules].filter((rule) => rule !== undefined && !quoted.has(rule))).toEqual([])
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { RunEvent } from '../event/event.ts'
import { arbitraryRun, type ArbitraryRun } from '../testing/arbitrary-run.ts'
import { runDocument, type TestOptions, type TestRun } from '../testing/run-document.ts'
import { fail, ok } from '../testing/scripted-executor.ts'

const numRuns = Number(process.env['EDDY_CASES'] ?? 300)

function finished(drawn: ArbitraryRun, watching: Pick<TestOptions, 'onEvents' | 'middleware'>): TestRun {
  const scripts = Object.fromEntries([...drawn.scripts].map(([name, { fails }]) => [name, ({ context }: { readonly context: { readonly attempt: number } }) => (fails === 'always' || context.attempt <= fails ? fail(`${name} failed`) : ok(name))]))
  const test = runDocument({ steps: drawn.steps, handlers: drawn.handlers, options: { maxConcurrency: drawn.maxConcurrency, rollback: drawn.rollback } }, { scripts, ...watching })
  for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
  return test
}

it('M1 whoever is told of events is told of each that the log has, as it has it, and changes nothing by looking', () => {
  fc.assert(
    fc.property(arbitraryRun, (drawn) => {
      const told: RunEvent[] = []
      const seen: RunEvent[] = []
      const unwatched = finished(drawn, {})
      const watched = finished(drawn, { onEvents: (events) => void told.push(...events) })
      const hooked = finished(drawn, { middleware: [{ name: 'watch', event: (event) => void seen.push(event) }] })
      expect(watched.events).toEqual(unwatched.events)
      expect(told).toEqual(unwatched.events)
      expect(seen).toEqual(hooked.events)
    }),
    { numRuns },
  )
})

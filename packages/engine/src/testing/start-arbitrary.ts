import type { ArbitraryRun } from './arbitrary-run.ts'
import { runDocument, type TestOptions, type TestRun } from './run-document.ts'
import { fail, ok, type Script } from './scripted-executor.ts'

/** Scripts by attempt: an executor that has lost its memory in a crash answers the same. */
function scriptsOf(drawn: ArbitraryRun): { readonly [name: string]: Script } {
  return Object.fromEntries([...drawn.scripts].map(([name, { fails }]) => [name, (request) => (fails === 'always' || request.context.attempt <= fails ? fail(`${name} failed`) : ok(name))]))
}

export function startArbitrary(drawn: ArbitraryRun, options: TestOptions = {}): TestRun {
  const { steps, handlers, maxConcurrency, rollback } = drawn
  return runDocument({ steps, handlers, options: { maxConcurrency, rollback } }, { scripts: scriptsOf(drawn), ...options })
}

export function finish(test: TestRun): TestRun {
  for (let next = test.clock.next(); next !== undefined; next = test.clock.next()) test.clock.runTo(next)
  return test
}

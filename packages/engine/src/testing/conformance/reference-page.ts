import type { ConformanceCase, Topic } from './conformance-case.ts'
import { conformanceCases, deathSample, deathCases } from './conformance-cases.ts'

const TITLES: { readonly [T in Topic]: string } = {
  form: 'Form',
  scheduling: 'Scheduling',
  outcomes: 'Outcomes of attempts',
  rollback: 'Rollback',
  interruption: 'Halt, time, signals, doubt',
  tasks: 'Tasks of workers outside',
  loops: 'Loops, races, protection',
  lane: 'Failure lane',
  middleware: 'Middleware',
}

const INTRODUCTION = `# Conformance

What every host of the engine must show, as data: \`packages/engine/src/testing/conformance/cases\`. A case is a document, what its steps do,
what is asked of the run at which event, and what must come of it. Rules are those of \`packages/engine/SPEC.md\`; each has at least one case.

| host | events are kept | where it is run |
|---|---|---|
| memory | in the process | \`packages/engine/src/testing/conformance/memory.test.ts\` |
| durable | in the database, by the server's event store | \`apps/server/test/conformance.db.test.ts\` |
| browser | in a page of a real Chromium | \`e2e/tests/conformance.spec.ts\` |
| restate | follow from the journal of a real Restate server | \`packages/distributed/test/conformance.test.ts\` |

*Killed* names the hosts that the case is run on once more for each event of its log, the process dying when it has stored that event and nothing behind it.

**A host of your own**: implement \`ConformanceHost\` from \`@eddy/engine/testing\`, or call \`storedHost({ name, open })\` with a place for events, and expect
\`await runCase(host, one)\` to be empty for each of \`conformanceCases\`, and \`await runDeaths(host, one)\` for those with \`survivesDeath\`. Neither needs a test framework.

This page is made from the cases: \`npx vitest run src/testing/conformance -u\` in \`packages/engine\`.
`

/** docs/reference/conformance.md. */
export function referencePage(): string {
  const topics = Object.keys(TITLES).filter((topic): topic is Topic => topic in TITLES)
  const sections = topics.map((topic) => section(TITLES[topic], conformanceCases.filter((one) => one.topic === topic)))
  return [INTRODUCTION, ...sections, deathSection()].join('\n')
}

function section(title: string, cases: readonly ConformanceCase[]): string {
  const rows = cases.map((one) => `| ${one.id} | ${one.rules.join(' ')} | ${asked(one)} | ${one.expected.status} | memory, durable, browser, restate | ${killed(one)} |`)
  return `## ${title}\n\n| case | rules | asked | ends | hosts | killed |\n|---|---|---|---|---|---|\n${rows.join('\n')}\n`
}

function deathSection(): string {
  const rows = deathCases.map(({ id, rules, dieAt }) => `| ${id} | ${rules.join(' ')} | ${dieAt} |`)
  return `## Killed in the middle of an append\n\nFor hosts whose stores may keep a part of what was appended at once; a host that stores an append whole need not pass them.\n\n| case | rules | killed after event |\n|---|---|---|\n${rows.join('\n')}\n`
}

function asked({ actions = [] }: ConformanceCase): string {
  return actions.map((action) => action.do).join(', ')
}

function killed(one: ConformanceCase): string {
  if (!one.survivesDeath) return ''
  return deathSample.includes(one) ? 'memory, durable, restate' : 'memory'
}

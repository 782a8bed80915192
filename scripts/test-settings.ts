// What the tests of all packages go by.

interface TestCase {
  readonly fullName: string
  readonly module: { readonly relativeModuleId: string }
  diagnostic(): { readonly flaky: boolean } | undefined
}

/** Says at the end which tests passed only when they were tried again; `run.mjs` gathers these lines. */
function secondTries() {
  const told: string[] = []
  return {
    onTestCaseResult: (test: TestCase) => void (test.diagnostic()?.flaky && told.push(`Needed a second try: ${test.module.relativeModuleId} > ${test.fullName}`)),
    onTestRunEnd: () => void (told.length > 0 && console.log(`\n${told.join('\n')}`)),
  }
}

/** Files share what they have loaded, which costs more than most of them: a file leaves nothing changed behind it. */
export const everywhere = {
  isolate: false,
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  tags: [{ name: 'once', description: 'what must hold at the first try: properties, chaos, crashes, conformance', retry: 0 }],
  reporters: ['default', secondTries()],
}

/** Real servers, databases and processes, which a file may leave something of behind it: each has its own modules. In CI, where other work shares the machine, a test has two more tries, unless it is tagged `once`. */
export const withProcesses = { ...everywhere, isolate: true, retry: process.env['CI'] ? 2 : 0, maxWorkers: 2 }

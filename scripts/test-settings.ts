// What the tests of all packages go by.
import { fileURLToPath } from 'node:url'

/** In CI every build draws the same cases, so that a red one is about the change. */
const CI_SEED = 20_261_122

/**
 * The seed of the property tests: EDDY_SEED, a number or `random`; without it a fixed one in CI, and a new one each time elsewhere. One that
 * fails is told with its seed: EDDY_SEED=… draws it again.
 */
export const drawn: number | 'random' = seedOf(process.env['EDDY_SEED'] ?? (process.env['CI'] ? String(CI_SEED) : 'random'))

function seedOf(asked: string): number | 'random' {
  if (asked === 'random') return asked
  const seed = Number(asked)
  if (!Number.isInteger(seed)) throw new TypeError(`EDDY_SEED is "${asked}", and must be a whole number or "random"`)
  return seed
}

interface TestCase {
  readonly fullName: string
  readonly module: { readonly relativeModuleId: string }
  diagnostic(): { readonly flaky: boolean } | undefined
}

/** So that what a build has drawn can be drawn again. */
function seedInUse() {
  return { onInit: () => void (drawn !== 'random' && console.log(`Property tests draw with the seed ${drawn} (EDDY_SEED).`)) }
}

/** Says at the end which tests passed only when they were tried again; `run.mjs` gathers these lines. */
function secondTries() {
  const told: string[] = []
  return {
    onTestCaseResult: (test: TestCase) => void (test.diagnostic()?.flaky && told.push(`Needed a second try: ${test.module.relativeModuleId} > ${test.fullName}`)),
    onTestRunEnd: () => void (told.length > 0 && console.log(`\n${told.join('\n')}`)),
  }
}

/** Of a whole run, whatever projects its files are in. */
export const ofRun = {
  globalSetup: [fileURLToPath(new URL('own-temporary.ts', import.meta.url))],
  reporters: ['default', seedInUse(), secondTries()],
}

/** Files share what they have loaded, which costs more than most of them: a file leaves nothing changed behind it. */
const ofFiles = {
  isolate: false,
  setupFiles: [fileURLToPath(new URL('property-tests.ts', import.meta.url))],
  testTimeout: 120_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 60_000 } },
  tags: [{ name: 'once', description: 'what must hold at the first try: properties, chaos, crashes, conformance', retry: 0 }],
}

export const everywhere = { ...ofRun, ...ofFiles }

/** Where programs that a test starts are told of what suits a short life. */
const shortLived = ['--import', new URL('short-lived.mjs', import.meta.url).href]

/** Databases and servers. In CI, where other work shares the machine, a test has two more tries, unless it is tagged `once`. */
export const withServers = {
  ...ofFiles,
  retry: process.env['CI'] ? 2 : 0,
  maxWorkers: 2,
  execArgv: shortLived,
  env: { NODE_OPTIONS: [process.env['NODE_OPTIONS'], ...shortLived].join(' ').trim() },
}

/** Real processes as well, which a file may leave something of behind it: each has its own modules. */
export const withProcesses = { ...ofRun, ...withServers, isolate: true }

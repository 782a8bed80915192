import { DefinitionError } from '@eddy/engine'
import { setStage, type Stage } from '@eddy/rehearsal'
import { catalog } from '@eddy/steps/contract'
import { createLogic } from '@eddy/steps/logic'
import { createEvaluator, createExecutor } from '@eddy/steps/run'
import { fixtureSchema, resolveInputs, type Fixture } from '@eddy/workflow'
import type { Output } from '../output.ts'
import { checkFile, libraryBeside, parseJson, readText, requireDocument } from '../read-document.ts'
import { describeProblem, problemOf, Refusal } from '../refusal.ts'

export interface StageOptions {
  readonly input?: string
  readonly fixture?: string
  readonly library?: string
}

export interface OpenStage {
  readonly stage: Stage
  readonly fixture: Fixture
  readonly close: () => Promise<void>
}

/** What a rehearsal computes with: expressions and sandboxed code as in a run, but nothing that reaches the world. */
export function openLogic(): { readonly logic: Stage['logic']; readonly close: () => Promise<void> } {
  const evaluator = createEvaluator()
  const executor = createExecutor()
  const logic = createLogic({ evaluator, runCode: async (request) => executor.execute(request) })
  return { logic, close: async () => void (await Promise.all([executor.close(), evaluator.close()])) }
}

/** Reads and checks a document, and makes it ready to be rehearsed with its fixture. */
export function openStage(file: string, options: StageOptions, { output, logic }: { readonly output: Output; readonly logic: Stage['logic'] }): Pick<OpenStage, 'stage' | 'fixture'> {
  const document = requireDocument(checkFile(file, options.library), (problem) => output.err(describeProblem(problem)))
  try {
    const stage = setStage(document, { catalog, logic, workflow: libraryBeside(file, options.library) })
    return { stage, fixture: fixtureFor(stage, options) }
  } catch (error) {
    if (error instanceof DefinitionError) throw new Refusal(error.message, [problemOf(error.code, error.message)])
    throw error
  }
}

function fixtureFor(stage: Stage, options: StageOptions): Fixture {
  const fixture = options.fixture === undefined ? { name: '', input: {}, pins: {} } : readFixture(options.fixture)
  const given = options.input === undefined ? {} : parseJson(options.input.startsWith('@') ? readText(options.input.slice(1)) : options.input, '--input')
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Refusal('the input must be an object with the inputs by name')
  const input = { ...fixture.input, ...given }
  // what is missing is made up by the rehearsal; what is given must fit
  const resolved = resolveInputs({ ...stage.document, inputs: (stage.document.inputs ?? []).map((declared) => ({ ...declared, required: false })) }, input)
  if (!resolved.ok) throw new Refusal('the input does not fit the workflow', resolved.problems)
  return { ...fixture, input }
}

function readFixture(file: string): Fixture {
  const read = fixtureSchema.safeParse(parseJson(readText(file), file))
  // zod allows undefined where JSON has nothing
  if (read.success) return read.data as Fixture
  const problems = read.error.issues.map(({ path, message }) => problemOf('INVALID_FIXTURE', `${path.join('.') || 'the fixture'}: ${message}`))
  throw new Refusal(`${file} is not a fixture`, problems)
}

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { catalog } from '@eddy/steps/contract'
import { inexactInteger } from '@eddy/steps/evaluate'
import { isPinned, parseReference, validate, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { problemOf, Refusal } from './refusal.ts'

/** A workflow's name, and its version where one is meant. */
const NAME = /^[a-z][a-z0-9_]{0,63}(@[\w.-]+)?$/

/** The text of a file, or of standard input for `-`. */
export function readText(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const message = `cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`
    throw new Refusal(message, [problemOf('UNREADABLE_FILE', message)])
  }
}

/** What would become another number without a word is refused. */
export function parseJson(text: string, what: string): unknown {
  const inexact = inexactInteger(text)
  if (inexact !== undefined) {
    const message = `the number ${inexact} in ${what} cannot be held exactly; write it as a text: "${inexact}"`
    throw new Refusal(message, [problemOf('INVALID_JSON', message)])
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const message = `${what} is not JSON: ${error instanceof Error ? error.message : String(error)}`
    throw new Refusal(message, [problemOf('INVALID_JSON', message)])
  }
}

/** The file that is meant: itself, or what a name stands for in the library folder, which is the current one unless it is said. */
export function fileNamed(named: string, folder = '.'): string {
  const file = join(folder, `${named}.json`)
  return NAME.test(named) && !existsSync(named) && existsSync(file) ? file : named
}

export type Library = (reference: string) => WorkflowDocument | undefined

/** Looks for `name.json` beside the file (or in `folder`) for what a `compose` step names; versions need a library. */
export function libraryBeside(file: string, folder: string | undefined): Library {
  const found = new Map<string, WorkflowDocument | undefined>()
  return (reference) => {
    if (!NAME.test(reference)) return undefined
    if (!found.has(reference)) found.set(reference, readReference(folder ?? dirname(file), reference))
    return found.get(reference)
  }
}

/** A version stands in a file of its own, `NAME@VERSION.json`; one that is a content hash may be that of `NAME.json`. */
function readReference(folder: string, reference: string): WorkflowDocument | undefined {
  const parsed = parseReference(reference)
  const own = readQuietly(join(folder, `${reference}.json`))
  if (own !== undefined || parsed.version === null) return own
  const current = readQuietly(join(folder, `${parsed.name}.json`))
  return current !== undefined && isPinned(current, parsed) ? current : undefined
}

function readQuietly(path: string): WorkflowDocument | undefined {
  try {
    // validated where it is composed
    return JSON.parse(readFileSync(path, 'utf8')) as WorkflowDocument
  } catch {
    return undefined
  }
}

export interface Checked {
  readonly file: string
  readonly document: unknown
  readonly problems: readonly Problem[]
}

/** Reads and validates a document; a file that is no JSON is one problem among the others. */
export function checkFile(file: string, folder?: string): Checked {
  try {
    const document = parseJson(readText(file), file)
    return { file, document, problems: validate(document, { catalog, workflow: libraryBeside(file, folder) }) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { file, document: undefined, problems: error.problems }
  }
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

/** A document without errors, or a refusal with all of them; warnings go to `warn`. */
export function requireDocument(checked: Checked, warn: (problem: Problem) => void): WorkflowDocument {
  if (hasErrors(checked.problems)) throw new Refusal(`${checked.file} is not a valid workflow`, checked.problems)
  for (const problem of checked.problems) warn(problem)
  // validate has found no error, so it has the shape
  return checked.document as WorkflowDocument
}

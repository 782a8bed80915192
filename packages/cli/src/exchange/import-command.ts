import { writeFileSync } from 'node:fs'
import { catalog } from '@eddy/steps/contract'
import { importText, isName, stableJson, validate, type Conversion, type Imported, type ImportFormat, type ImportedItem, type Problem, type WorkflowDocument } from '@eddy/workflow'
import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { libraryBeside, readText } from '../read-document.ts'
import { describeProblem, problemOf, Refusal } from '../refusal.ts'
import { openServer } from '../runs/server.ts'

export interface ImportOptions {
  readonly json: boolean
  readonly strict: boolean
  readonly out?: string
  readonly into?: string
  readonly name?: string
  readonly title?: string
  readonly category?: string
  readonly server?: string
  readonly key?: string
}

/** What has come of it, on the server. */
interface Made {
  readonly workflowId: string
  readonly name: string
  readonly entry: { readonly name: string; readonly number: number } | null
}

const FORMATS: { readonly [F in ImportFormat]: string } = { eddy: 'an Eddy workflow', n8n: 'an n8n workflow', mermaid: 'a Mermaid flowchart', stateMachine: 'a state machine' }
const MARKS: { readonly [how in Conversion]: string } = { exact: '=', approximated: '~', refused: '✗' }
const WORDS: { readonly [how in Conversion]: string } = { exact: 'exact', approximated: 'to be looked at', refused: 'not taken over' }

/** `eddy import FILE`: what becomes of each part, and the document. 0 done, 1 with --strict when something is not the same, 2 refused. */
export async function importCommand(file: string, options: ImportOptions, output: Output): Promise<number> {
  refuseOptions(options)
  const text = readText(file)
  const reading = readImport(file, text)
  const document = renamed(reading.document, options)
  const problems = validate(document, { catalog, workflow: libraryBeside(file === '-' ? '.' : file, undefined) })
  const held = options.strict && reading.report.some(({ how }) => how !== 'exact')
  const made = held ? undefined : await deliver(document, text, options)
  const told: Told = { ...reading, document, problems, made }
  // what is asked for on standard output stands there alone
  const tell = options.out === '-' ? (line: string) => output.err(line) : (line: string) => output.out(line)
  if (options.json) tell(JSON.stringify(reportJson(file, told, options)))
  else for (const line of reportLines(file, told)) tell(line)
  if (options.out === '-' && !held) output.out(stableJson(document).trimEnd())
  const hint = hintOf(held, options)
  if (hint !== undefined) output.err(hint)
  return held ? EXIT.rolledBack : EXIT.succeeded
}

function readImport(file: string, text: string): Imported & { readonly format: ImportFormat } {
  const reading = importText(text, catalog)
  if (reading.ok) return { ...reading, format: reading.format ?? 'eddy' }
  throw new Refusal(`${file} cannot be imported: ${reading.reason}`, reading.problems.length > 0 ? reading.problems : [problemOf('IMPORT_REFUSED', reading.reason)])
}

function renamed(document: WorkflowDocument, { name, title }: ImportOptions): WorkflowDocument {
  return { ...document, ...(name === undefined ? {} : { name }), ...(title === undefined ? {} : { title }) }
}

function hintOf(held: boolean, { out, into, json }: ImportOptions): string | undefined {
  if (held) return 'Nothing was made: with --strict everything has to be the same.'
  return out === undefined && into === undefined && !json ? 'Nothing was made: name a file with --out, or say --into draft or --into library.' : undefined
}

function refuseOptions({ into, name }: ImportOptions): void {
  const wrong = [
    ...(into === undefined || into === 'draft' || into === 'library' ? [] : [problemOf('INVALID_OPTION', `--into ${into}: a workflow goes into draft or library`)]),
    ...(name === undefined || isName(name) ? [] : [problemOf('INVALID_OPTION', `--name ${name}: a name starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores`)]),
  ]
  if (wrong.length > 0) throw new Refusal('these options cannot be used', wrong)
}

/** The server is asked first: when it refuses, no file is written either. */
async function deliver(document: WorkflowDocument, text: string, { into, out, server, name, title, category, key }: ImportOptions): Promise<Made | undefined> {
  // the shape is that of docs/reference/api.md
  const made = into === undefined ? undefined : ((await openServer(server).mutate('workflow.importFile', { text, into, name, title, category, idempotencyKey: key })) as Made)
  if (out !== undefined && out !== '-') writeFileSync(out, stableJson(document))
  return made && { workflowId: made.workflowId, name: made.name, entry: made.entry }
}

interface Told extends Imported {
  readonly format: ImportFormat
  readonly problems: readonly Problem[]
  readonly made: Made | undefined
}

function reportJson(file: string, { format, upgradedFrom, report, problems, made, document }: Told, { out }: ImportOptions): object {
  const delivered = out !== undefined || made !== undefined
  return { file, format, upgradedFrom: upgradedFrom ?? null, counts: counts(report), report, problems, ...(made ? { made } : {}), ...(delivered ? {} : { document }) }
}

function reportLines(file: string, { format, upgradedFrom, report, problems, made }: Told): readonly string[] {
  const { exact, approximated, refused } = counts(report)
  const older = upgradedFrom === undefined ? '' : `, of the older format ${upgradedFrom}`
  return [
    `${file} is ${FORMATS[format]}${older}: ${exact} ${WORDS.exact}, ${approximated} ${WORDS.approximated}, ${refused} ${WORDS.refused}.`,
    ...report.map(({ item, became, how, note }) => `  ${MARKS[how]} ${item} → ${became}${note === '' ? '' : `\n      ${note}`}`),
    ...(problems.length > 0 ? ['To be mended:', ...problems.map((problem) => `  ${describeProblem(problem)}`)] : []),
    ...(made ? [made.entry ? `${made.entry.name}@${made.entry.number} is in the library.` : `${made.name} is a draft now (${made.workflowId}).`] : []),
  ]
}

function counts(report: readonly ImportedItem[]): { readonly [how in Conversion]: number } {
  const count = (how: Conversion) => report.filter((item) => item.how === how).length
  return { exact: count('exact'), approximated: count('approximated'), refused: count('refused') }
}

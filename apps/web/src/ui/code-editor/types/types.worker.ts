import ts from 'typescript-in-page'
import type { TypeAnswer, TypeFault, TypeOption, TypeRequest } from './type-request.ts'

const libraries: Readonly<Record<string, string>> = import.meta.glob(
  [
    '../../../../node_modules/typescript-in-page/lib/lib.es5.d.ts',
    '../../../../node_modules/typescript-in-page/lib/lib.es20{15,16,17,18,19,20,21,22,23}{,.*}.d.ts',
    '../../../../node_modules/typescript-in-page/lib/lib.decorators*.d.ts',
    '!../../../../node_modules/typescript-in-page/lib/*.full.d.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
)
const files = new Map(Object.entries(libraries).map(([path, text]) => [`/${path.slice(path.lastIndexOf('/') + 1)}`, text]))
const CODE = '/step.js'
const SCOPE = '/scope.d.ts'
// the first line stands before what a person has written
const HEAD = '/** @param {Arguments} args @param {Context} context @param {Eddy} eddy */ async function step(args, context, eddy) {\n'
const TAIL = '\n}'
/** Types whose every field is known: what they lack is not there. */
const CERTAIN = /\b(Arguments|Eddy|Context)'/

let version = 0
const options: ts.CompilerOptions = { allowJs: true, checkJs: true, noEmit: true, target: ts.ScriptTarget.ES2023, lib: ['lib.es2023.d.ts'], types: [], strict: false }
const service = ts.createLanguageService({
  getCompilationSettings: () => options,
  getScriptFileNames: () => [SCOPE, CODE],
  getScriptVersion: (name) => (name === CODE || name === SCOPE ? String(version) : '1'),
  getScriptSnapshot: (name) => {
    const text = files.get(name)
    return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text)
  },
  getCurrentDirectory: () => '/',
  getDefaultLibFileName: () => '/lib.es2023.d.ts',
  fileExists: (name) => files.has(name),
  readFile: (name) => files.get(name),
})

addEventListener('message', ({ data }: MessageEvent<TypeRequest>) => {
  const answer: TypeAnswer = { id: data.id, ...answerOf(data) }
  postMessage(answer)
})

function answerOf(request: TypeRequest): Omit<TypeAnswer, 'id'> {
  const code = HEAD + request.code + TAIL
  if (files.get(CODE) !== code || files.get(SCOPE) !== request.scope) {
    version += 1
    files.set(CODE, code)
    files.set(SCOPE, request.scope)
  }
  const at = HEAD.length + request.at
  switch (request.ask) {
    case 'faults':
      return { faults: faults(request.code.length) }
    case 'options':
      return { options: completions(at) }
    case 'about':
      return { about: request.name === undefined ? quickInfo(at) : detailOf(at, request.name) }
  }
}

function faults(length: number): readonly TypeFault[] {
  const syntax = service.getSyntacticDiagnostics(CODE).map((fault) => faultOf(fault, length, 'error'))
  if (syntax.length > 0) return syntax
  return service.getSemanticDiagnostics(CODE).map((fault) => faultOf(fault, length, severityOf(fault)))
}

function severityOf({ code, messageText }: ts.Diagnostic): TypeFault['severity'] {
  // a name that is nowhere, or a field that what Eddy hands over has not: certainly wrong
  return code === 2304 || code === 2552 || CERTAIN.test(ts.flattenDiagnosticMessageText(messageText, ' ')) ? 'error' : 'warning'
}

/** What is missing at the end is found in the line after it. */
function faultOf({ start = 0, length: wide = 1, messageText }: ts.Diagnostic, length: number, severity: TypeFault['severity']): TypeFault {
  const from = Math.max(0, Math.min(length, start - HEAD.length))
  return { from, to: Math.max(from, Math.min(length, from + wide)), message: ts.flattenDiagnosticMessageText(messageText, '\n'), severity }
}

function completions(at: number): readonly TypeOption[] {
  const found = service.getCompletionsAtPosition(CODE, at, { includeCompletionsForModuleExports: false })
  if (!found) return []
  const listed = found.entries.filter(({ kind, name }) => kind !== ts.ScriptElementKind.warning && name !== 'step' && !name.startsWith('__'))
  return listed.map(({ name, kind }) => ({ label: name, kind, own: OWN.has(name) || found.isMemberCompletion }))
}

const OWN: ReadonlySet<string> = new Set(['args', 'context', 'eddy'])

function quickInfo(at: number): string | undefined {
  const info = service.getQuickInfoAtPosition(CODE, at)
  return info && textOf(info.displayParts, info.documentation)
}

function detailOf(at: number, name: string): string | undefined {
  const detail = service.getCompletionEntryDetails(CODE, at, name, undefined, undefined, undefined, undefined)
  return detail && textOf(detail.displayParts, detail.documentation)
}

function textOf(display: readonly ts.SymbolDisplayPart[] | undefined, documentation: readonly ts.SymbolDisplayPart[] | undefined): string {
  return [ts.displayPartsToString([...(display ?? [])]), ts.displayPartsToString([...(documentation ?? [])])].filter(Boolean).join('\n')
}

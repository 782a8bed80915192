import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript-in-page'
import { TypeSchemas, type Schema } from './json-schema-of-type.ts'

export interface AnswerSchemas {
  readonly components: { readonly [name: string]: Schema }
  /** By procedure, such as `run.get`. */
  readonly answers: { readonly [procedure: string]: Schema }
}

const entry = fileURLToPath(new URL('./answers-of.ts', import.meta.url))
const config = fileURLToPath(new URL('../../../tsconfig.base.json', import.meta.url))

/** What each procedure answers, from the types that the compiler infers: some seconds. */
export function answerSchemas(): AnswerSchemas {
  const { compilerOptions } = JSON.parse(readFileSync(config, 'utf8')) as { readonly compilerOptions: object }
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, fileURLToPath(new URL('..', import.meta.url)))
  const program = ts.createProgram([entry], options)
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(entry)
  const symbol = source && checker.getSymbolAtLocation(source)
  const answers = symbol && checker.getExportsOfModule(symbol).find(({ name }) => name === 'Answers')
  if (!answers) throw new Error(`${entry} has no type Answers`)
  const schemas = new TypeSchemas(checker)
  const found: { [procedure: string]: Schema } = {}
  for (const group of checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(answers))) {
    for (const one of checker.getPropertiesOfType(checker.getTypeOfSymbol(group))) found[`${group.name}.${one.name}`] = schemas.of(checker.getTypeOfSymbol(one))
  }
  return { components: sorted(schemas.components), answers: sorted(found) }
}

function sorted<T>(record: { readonly [name: string]: T }): { readonly [name: string]: T } {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}

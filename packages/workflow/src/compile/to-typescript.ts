import type { Argument, Step, WorkflowDocument } from '../document.ts'
import { literal } from './literal.ts'

const SOURCES = ['input', 'result', 'value', 'element', 'secret', 'origin'] as const

/**
 * A document as a program that makes it again with `@eddy/builder`: readable, and the same document when it is run, but for
 * the order of fields. Containers stand as they are in the document.
 */
export function toTypescript(document: WorkflowDocument): string {
  const { name, title, description, tags, options, view, inputs = [], handlers = [], steps, failure, return: returns } = document
  if (!handlers.every(isPlain)) return asWhole(document)
  const about = literal({ title, description, tags, options, view }, 0)
  const calls = [
    ...inputs.map(({ name: input, ...rest }) => `.input(${literal(input, 1)}${Object.keys(rest).length > 0 ? `, ${literal(rest, 1)}` : ''})`),
    ...handlers.map((step) => `.handler(${stepText(step, 1)})`),
    ...steps.map((step) => addText(step, 1)),
    ...(failure ? [`.failure((lane) =>\n    lane${failure.steps.map((step) => `\n      ${addText(step, 3)}`).join('')},\n  )`] : []),
    ...(returns === undefined ? [] : [`.return(${literal(returns, 1)})`]),
  ]
  const used = SOURCES.filter((source) => calls.some((call) => call.includes(` ${source}(`)))
  const imports = ['workflow', 'type AnyNames', ...used].join(', ')
  return `import { ${imports} } from '@eddy/builder'\n\nexport const ${camel(name)} = workflow<AnyNames>(${literal(name, 0)}${about === '{}' ? '' : `, ${about}`})${calls.map((call) => `\n  ${call}`).join('')}\n`
}

/** The builder has no short form for handlers that are containers. */
function asWhole(document: WorkflowDocument): string {
  return `import type { WorkflowDocument } from '@eddy/workflow'\n\nexport const ${camel(document.name)}: { readonly document: WorkflowDocument } = { document: ${literal(document, 0)} }\n`
}

function addText(step: Step, depth: number): string {
  return isPlain(step) ? `.step(${stepText(step, depth)})` : `.add(${literal(step, depth)})`
}

/** No container, and nothing that the builder's short form cannot say. */
function isPlain({ steps, branches, return: returns, arguments: args = [] }: Step): boolean {
  return steps === undefined && branches === undefined && returns === undefined && new Set(args.map(({ name }) => name)).size === args.length
}

function stepText({ name, arguments: args, ...rest }: Step, depth: number): string {
  const pad = '  '.repeat(depth + 1)
  const fields = Object.entries(rest).flatMap(([key, value]) => (value === undefined ? [] : [`${pad}${key}: ${literal(value, depth + 1)},`]))
  if (args) fields.push(args.length === 0 ? `${pad}arguments: {},` : `${pad}arguments: {\n${args.map((one) => `${pad}  ${property(one.name)}: ${sourceText(one, depth + 2)},`).join('\n')}\n${pad}},`)
  return `${literal(name, depth)}, {\n${fields.join('\n')}\n${'  '.repeat(depth)}}`
}

function sourceText({ from, path, transform, description }: Argument, depth: number): string {
  const [[kind, what] = ['value', null]] = Object.entries(from)
  const taking = literal({ transform, description }, depth)
  const rest = taking === '{}' ? [] : [taking]
  // a fixed value and a secret have no path of their own
  if (kind === 'value' || kind === 'secret') return path === undefined ? `${kind}(${[literal(what, depth), ...rest].join(', ')})` : literal({ from, path, transform, description }, depth)
  return `${kind}(${[literal(what, depth), ...(path === undefined ? (rest.length > 0 ? ['undefined'] : []) : [literal(path, depth)]), ...rest].join(', ')})`
}

function property(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : `[${JSON.stringify(name)}]`
}

function camel(name: string): string {
  const text = name.replaceAll(/_+([a-z0-9])/g, (_all, letter: string) => letter.toUpperCase()).replaceAll('_', '')
  return `${text}Workflow`
}


import type { JsonSchema, Step } from '../packages/workflow/src/document.ts'
import type { KindContract } from '../packages/workflow/src/catalog.ts'
import { configTable } from './config-table.mts'

type Section = KindContract['group'] | 'file'

/** The sections of the palette. */
const SECTIONS: { readonly [section in Section]: string } = {
  action: 'Do',
  logic: 'Decide and shape',
  wait: 'Wait',
  human: 'People',
  child: 'Group and reuse',
  file: 'Files',
}

/** As in the palette, the many kinds that work on files stand together. */
function sectionOf({ kind, group }: KindContract): Section {
  return kind.startsWith('file.') ? 'file' : group
}

/** The pages of docs/reference/steps: their file names and texts. */
export function stepReference(contracts: readonly KindContract[]): ReadonlyMap<string, string> {
  return new Map([['README.md', index(contracts)], ...contracts.map((contract) => [`${fileName(contract.kind)}.md`, page(contract)] as const)])
}

/** `http.request` becomes `http-request`. */
function fileName(kind: string): string {
  return kind.replaceAll(/[._]/g, '-')
}

function index(contracts: readonly KindContract[]): string {
  const sections = Object.entries(SECTIONS).map(([section, title]) => ({ title, kinds: contracts.filter((contract) => sectionOf(contract) === section) }))
  return lines([
    '# Step kinds',
    '',
    'What each kind of step does, by section of the palette. Made from the contracts of the kinds by `npx tsx docs/generate-step-reference.mts`; do not edit these pages.',
    'Fields that every step has, such as `retry`, `guards` and `undo`, are not repeated here. A document for each kind that can be run is in [examples](../../examples/README.md).',
    ...sections.filter(({ kinds }) => kinds.length > 0).flatMap(({ title, kinds }) => ['', `## ${title}`, '', '| kind | title | what it does |', '|---|---|---|', ...kinds.map(({ kind, title: name, summary }) => `| [\`${kind}\`](${fileName(kind)}.md) | ${name} | ${summary} |`)]),
  ])
}

function page(contract: KindContract): string {
  const { kind, title, summary, docs, examples } = contract
  return lines([
    `# ${title}: \`${kind}\``,
    '',
    summary,
    '',
    docs,
    '',
    '## At a glance',
    '',
    ...glance(contract).map(([name, text]) => `- **${name}**: ${text}`),
    '',
    '## Configuration',
    '',
    ...configTable(contract.config.toJSONSchema({ io: 'input' }), contract.expressions),
    '',
    '## Arguments',
    '',
    ...schema(contract.arguments, 'Any; expressions see them by their names.'),
    '',
    '## Result',
    '',
    ...results(contract),
    ...examples.flatMap((example) => ['', `## Example: ${example.title}`, '', ...json(example.step)]),
    '',
    `A whole document that runs: [${fileName(kind)}.json](../../examples/${fileName(kind)}.json).`,
  ])
}

function glance(contract: KindContract): readonly (readonly [name: string, text: string])[] {
  const { container, native, keywords = [], builtInUndo } = contract
  return [
    ['Palette', SECTIONS[sectionOf(contract)]],
    ...(container ? [['Holds', container === 'steps' ? 'steps' : 'branches, each with steps'] as const] : []),
    ['Effects', effects(contract)],
    ['Idempotent', idempotent(contract)],
    ['Built-in undo', typeof builtInUndo === 'function' ? 'as configured' : builtInUndo ? 'yes' : 'no'],
    ['Carried out by', native ? 'the engine' : 'an executor'],
    ...(keywords.length > 0 ? [['Found in the palette by', keywords.join(', ')] as const] : []),
  ]
}

function effects({ effects: declared, examples, group, container }: KindContract): string {
  if (typeof declared === 'function') return `as configured; of the example: ${listed(examples.flatMap(({ step }) => declared(step)))}`
  if (declared.length > 0) return listed(declared)
  return group === 'child' || container ? 'none of its own; those of its steps' : 'none'
}

function idempotent({ idempotent: declared, examples }: KindContract): string {
  if (typeof declared === 'boolean') return yesNo(declared)
  return `as configured; the example: ${[...new Set(examples.map(({ step }) => yesNo(declared(step))))].join(', ')}`
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no'
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'none' : [...new Set(texts)].map((text) => `\`${text}\``).join(', ')
}

function schema(value: JsonSchema | undefined, absent: string): readonly string[] {
  return value === undefined ? [absent] : ['As JSON Schema:', '', ...json(value)]
}

/** Where the config decides, by the examples. */
function results({ result, examples }: KindContract): readonly string[] {
  if (typeof result !== 'function') return schema(result, 'Any value.')
  return ['As configured.', ...examples.flatMap(({ title, step }) => ['', `Of the example "${title}":`, '', ...schema(result(step), 'Any value.')])]
}

function json(value: Step | object): readonly string[] {
  return ['```json', JSON.stringify(value, null, 2), '```']
}

function lines(texts: readonly string[]): string {
  return `${texts.join('\n')}\n`
}

import { readdirSync, readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { toTypescript, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import * as builder from '../index.ts'

const folder = new URL('../../../../apps/server/templates/', import.meta.url)
const templates = readdirSync(folder).map((file) => (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as { readonly document: WorkflowDocument }).document)

/** Runs the program, which without its types is JavaScript. */
function made(document: WorkflowDocument): WorkflowDocument {
  const [imports = '', ...rest] = toTypescript(document).split('\n')
  const names = /\{ (.*) \}/.exec(imports)?.[1]?.split(', ').filter((name) => !name.startsWith('type ')) ?? []
  const body = rest.join('\n').replace(/export const (\w+)(: [^=]+)? =/, 'return ').replace('workflow<AnyNames>', 'workflow')
  const known: { readonly [name: string]: unknown } = { ...builder }
  const build = runInThisContext(`(${names.join(', ')}) => {${body}}`) as (...values: readonly unknown[]) => { readonly document: WorkflowDocument }
  return build(...names.map((name) => known[name])).document
}

it.each(templates.map((document) => [document.name, document] as const))('%s as a program makes the same document', (_name, document) => {
  expect(made(document)).toEqual(document)
})

it('says everything that an argument can', () => {
  const document: WorkflowDocument = {
    eddy: 1,
    name: 'all_kinds',
    steps: [
      { name: 'a', kind: 'debug', arguments: [{ name: 'v', from: { value: { '__proto__x': 1, 'a b': "it's" } }, transform: '$' }, { name: 'w', from: { value: 1 }, path: [] }, { name: 's', from: { secret: 'KEY' } }] },
      { name: 'b', kind: 'map', arguments: [{ name: 'source', from: { result: 'a' }, path: ['list', 0] }], steps: [{ name: 'c', kind: 'debug', arguments: [{ name: 'e', from: { element: 'b' }, description: 'one' }] }] },
    ],
    handlers: [{ name: 'h', kind: 'group', steps: [{ name: 'i', kind: 'debug' }] }],
  }
  expect(made(document)).toEqual(document)
  const { handlers: _handlers, ...without } = document
  expect(made(without)).toEqual(without)
})

import { isForeign, listAt, objectAt, textAt, valueAt, type Foreign } from './foreign.ts'
import type { Link } from './without-cycles.ts'

export interface N8nNode {
  /** Its place in the file: names may be missing or taken twice. */
  readonly key: string
  readonly title: string
  /** Without the package: `httpRequest`. */
  readonly type: string
  readonly parameters: Foreign
  readonly position: readonly [number, number] | undefined
  readonly disabled: boolean
  readonly credentials: boolean
  /** How often it is tried in all, and the pause between in milliseconds; absent when it is tried once. */
  readonly tries?: { readonly most?: number; readonly pauseMs?: number }
  /** What follows its failure; absent when that ends the workflow. */
  readonly whenFailed?: 'goesOn' | 'otherOutput'
}

export interface N8nLink extends Link {
  /** Which output of `from`, counted from 0. */
  readonly output: number
}

export interface N8nWorkflow {
  readonly title: string
  readonly nodes: readonly N8nNode[]
  readonly links: readonly N8nLink[]
}

/** Reads what n8n exports or copies; undefined when it is none. */
export function readN8n(json: unknown): N8nWorkflow | undefined {
  const nodes = listAt(json, 'nodes').filter(isForeign).map(readNode)
  if (nodes.length === 0) return undefined
  const keys = new Map([...nodes].reverse().map(({ title, key }) => [title, key]))
  const links = Object.entries(objectAt(json, 'connections')).flatMap(([title, outlets]) => {
    const from = keys.get(title)
    return from === undefined || !isForeign(outlets) ? [] : Object.values(outlets).flatMap((outputs) => linksFrom(from, outputs, keys))
  })
  return { title: textAt(json, 'name'), nodes, links }
}

function readNode(node: Foreign, index: number): N8nNode {
  const type = textAt(node, 'type').replace(/^.*\./, '')
  return {
    key: String(index),
    title: textAt(node, 'name') || type || 'Node',
    type,
    parameters: objectAt(node, 'parameters'),
    position: pointAt(node, 'position'),
    disabled: node['disabled'] === true,
    credentials: Object.keys(objectAt(node, 'credentials')).length > 0,
    ...(node['retryOnFail'] === true && { tries: { ...numberAt(node, 'maxTries', 'most'), ...numberAt(node, 'waitBetweenTries', 'pauseMs') } }),
    ...whenFailed(node),
  }
}

function numberAt<K extends string>(node: Foreign, key: string, name: K): { readonly [key in K]?: number } {
  const value = node[key]
  return typeof value === 'number' && Number.isFinite(value) ? ({ [name]: value } as { readonly [key in K]?: number }) : {}
}

function whenFailed(node: Foreign): Pick<N8nNode, 'whenFailed'> {
  const said = textAt(node, 'onError')
  if (said === 'continueErrorOutput') return { whenFailed: 'otherOutput' }
  // the older word for it
  return said === 'continueRegularOutput' || (said === '' && node['continueOnFail'] === true) ? { whenFailed: 'goesOn' } : {}
}

export function pointAt(value: unknown, key: string): readonly [number, number] | undefined {
  const [x, y] = listAt(value, key)
  return typeof x === 'number' && typeof y === 'number' && Number.isFinite(x) && Number.isFinite(y) ? [x, y] : undefined
}

function linksFrom(from: string, outputs: unknown, keys: ReadonlyMap<string, string>): N8nLink[] {
  if (!Array.isArray(outputs)) return []
  return outputs.flatMap((targets: unknown, output) =>
    (Array.isArray(targets) ? targets : []).flatMap((target: unknown): N8nLink[] => {
      const name = valueAt(target, 'node')
      const to = typeof name === 'string' ? keys.get(name) : undefined
      return to === undefined ? [] : [{ from, to, output }]
    }),
  )
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Catalog, KindContract } from '../catalog.ts'
import { contentHash } from '../content-hash.ts'
import type { WorkflowDocument } from '../document.ts'
import { toMermaid } from '../mermaid.ts'
import { fakeCatalog } from '../testing/fake-catalog.ts'
import { validate } from '../validate.ts'
import { importMermaid } from './import-mermaid.ts'
import { importN8n } from './import-n8n.ts'
import { importStateMachine } from './import-state-machine.ts'
import { importText } from './import-text.ts'
import type { Importing } from './imported.ts'
import { stableJson } from './stable-json.ts'

const more = (kind: string, rest: Partial<KindContract>): KindContract => ({ kind, title: kind, summary: '', docs: '', icon: 'box', group: 'action', config: z.strictObject({}), effects: [], idempotent: true, examples: [], fake: () => null, ...rest })
const contracts = new Map(
  [
    more('debug', { config: z.strictObject({ label: z.string().optional() }) }),
    more('http.request', { config: z.strictObject({ method: z.enum(['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE']), url: z.string().min(1), timeout: z.string().optional(), headers: z.record(z.string(), z.string()).optional(), body: z.json().optional() }) }),
    more('code', { config: z.strictObject({ source: z.string() }) }),
    more('wait.timer', { config: z.strictObject({ duration: z.string() }) }),
    more('machine', { config: z.strictObject({ machine: z.string().regex(/^[A-Za-z0-9._-]+$/), initial: z.string().min(1), context: z.json().optional(), states: z.record(z.string().min(1), z.looseObject({})) }) }),
  ].map((contract) => [contract.kind, contract]),
)
const catalog: Catalog = { get: (kind) => contracts.get(kind) ?? fakeCatalog.get(kind), list: () => [...contracts.values(), ...fakeCatalog.list()] }

const errors = (document: WorkflowDocument) => validate(document, { catalog }).filter(({ severity }) => severity === 'error')

function read(importing: Importing) {
  if (!importing.ok) throw new Error(importing.reason)
  expect(errors(importing.document)).toEqual([])
  return importing
}

const reasonOf = (importing: Importing) => (importing.ok ? '' : importing.reason)
const waits = ({ steps }: WorkflowDocument) => Object.fromEntries(steps.map(({ name, waitFor }) => [name, waitFor ?? []]))

const node = (name: string, type: string, parameters: object = {}, position = [0, 0]) => ({ id: name, name, type: `n8n-nodes-base.${type}`, typeVersion: 1, position, parameters })
const to = (...names: string[]) => names.map((name) => ({ node: name, type: 'main', index: 0 }))
const orders = {
  name: 'Handle orders',
  nodes: [
    node('When called', 'webhook', { path: 'orders' }, [0, 300]),
    { ...node('Get order', 'httpRequest', { url: '=https://shop.example/orders/{{ $json.id }}', sendHeaders: true, headerParameters: { parameters: [{ name: 'Accept', value: 'application/json' }] } }, [220, 300]), credentials: { httpBasicAuth: { id: '1' } } },
    node('Is it large?', 'if', { conditions: { conditions: [{ leftValue: '={{ $json.total }}', rightValue: 100, operator: { type: 'number', operation: 'gt' } }], combinator: 'and' } }, [440, 300]),
    node('Ask', 'slack', { text: 'May I?' }, [660, 200]),
    node('Wait a day', 'wait', { amount: 1, unit: 'days' }, [880, 200]),
    node('Mark', 'set', { assignments: { assignments: [{ name: 'state', value: 'checked', type: 'string' }, { name: 'total', value: '={{ $json.total }}', type: 'number' }] } }, [660, 400]),
    node('Merge', 'merge', {}, [1100, 300]),
    node('Code', 'code', { jsCode: 'return items' }, [1320, 300]),
    node('Route', 'switch', { rules: { values: [{ outputKey: 'Paid', conditions: { conditions: [{ leftValue: '={{ $json.state }}', rightValue: 'paid', operator: { type: 'string', operation: 'equals' } }] } }] }, options: { fallbackOutput: 'extra' } }, [1540, 300]),
    node('Done', 'noOp', {}, [1760, 300]),
    node('Sticky', 'stickyNote', { content: '## Orders' }, [0, 0]),
  ],
  connections: {
    'When called': { main: [to('Get order')] },
    'Get order': { main: [to('Is it large?')] },
    'Is it large?': { main: [to('Ask'), to('Mark')] },
    Ask: { main: [to('Wait a day')] },
    'Wait a day': { main: [to('Merge')] },
    Mark: { main: [to('Merge')] },
    Merge: { main: [to('Code')] },
    Code: { main: [to('Route')] },
    Route: { main: [to('Done')] },
  },
}

describe('importMermaid', () => {
  it('makes debug steps joined by waits', () => {
    const { document, report } = read(importMermaid('%% shop\nflowchart TD\n  A[Take order] --> B{"Paid?"}\n  B -->|yes| C(Ship); B -- no --> D([Remind])\n  D -.-> B\n  C & D ==> E((End))\n  classDef x fill:#fff\n'))
    expect(waits(document)).toEqual({ take_order: [], paid: ['take_order'], ship: ['paid'], remind: ['paid'], end: ['ship', 'remind'] })
    expect(document.steps.find(({ name }) => name === 'ship')).toMatchObject({ kind: 'debug', title: 'Ship', description: 'After "Paid?": yes' })
    expect(report.find(({ item }) => item === 'Remind')?.note).toContain('no cycles')
    expect(report.find(({ item }) => item === 'Paid?')?.note).toContain('decision')
  })

  it('links to a subgraph lead to the nodes in it; a line that cannot be read is told', () => {
    const { document, report } = read(importMermaid('graph LR\na --> s\nsubgraph s[Inner part]\n b --> c\nend\ns --> d\n?? what'))
    expect(waits(document)).toEqual({ a: [], b: ['a'], c: ['b'], d: ['c'] })
    expect(report.filter(({ became }) => became === 'nothing').map(({ item }) => item)).toEqual(['Subgraph Inner part', '?? what'])
  })

  it('labels are what people read: without the slope of a leaning box and the marks of Markdown', () => {
    const { document } = read(importMermaid('graph TD\na[/Read customer/] --> b[\\Write it\\] --> c["`**Notify** the _big_ warehouse`"] --> d[/"either/or"/] --> e[a_b_c * 2]'))
    expect(document.steps.map(({ title }) => title)).toEqual(['Read customer', 'Write it', 'Notify the big warehouse', 'either/or', 'a_b_c * 2'])
  })

  it('a link between subgraphs leads from where one ends to where the other begins, and the front matter names it', () => {
    const { document } = read(importMermaid('---\ntitle: "Order handling"\nconfig:\n  theme: dark\n---\nflowchart TD\nsubgraph pay\n a --> b\n a --> c\nend\nsubgraph ship\n d --> e\n subgraph audit\n f --> g\n g --> f\n end\nend\npay --> ship\nship --> h'))
    expect(document).toMatchObject({ name: 'order_handling', title: 'Order handling' })
    expect(waits(document)).toMatchObject({ d: ['b', 'c'], e: ['d'], h: ['e'] })
  })

  it('reads what toMermaid writes', () => {
    const { document } = read(importMermaid('flowchart LR\n a["Größe #quot;<b>#quot; & mehr"] --> b["x; y"] --> c'))
    const again = read(importMermaid(toMermaid(document))).document
    expect(again.steps.map(({ title }) => title)).toEqual(document.steps.map(({ title }) => title))
    expect(again.steps.map(({ waitFor }) => waitFor)).toEqual(document.steps.map(({ waitFor }) => waitFor))
  })

  it('refuses other diagrams with a sentence', () => {
    expect(reasonOf(importMermaid('sequenceDiagram\n A->>B: hi'))).toMatch(/^This is no Mermaid flowchart.*\.$/)
    expect(reasonOf(importMermaid('flowchart LR'))).toBe('The flowchart has no nodes.')
  })

  it('never throws on any text', () => {
    fc.assert(fc.property(fc.string(), fc.array(fc.constantFrom('A', 'B-c', '-->', '-.->', '|x|', '["', '"]', '{', '}', '&', ';', '\n', 'subgraph s', 'end', '#99999999;', ' ')), (text, parts) => {
      for (const drawn of [text, `flowchart LR\n${text}`, `graph TD;${parts.join('')}`]) {
        const result = importMermaid(drawn)
        if (result.ok) expect(errors(result.document)).toEqual([])
      }
    }))
  })
})

describe('importN8n', () => {
  it('maps kinds, joins and branches', () => {
    const { document, report } = read(importN8n(orders, catalog))
    expect(document).toMatchObject({ name: 'handle_orders', title: 'Handle orders' })
    expect(waits(document)).toEqual({ when_called: [], get_order: ['when_called'], is_it_large: ['get_order'], merge: ['is_it_large'], code: ['merge'], route: ['code'] })
    const byName = new Map(document.steps.map((step) => [step.name, step]))
    expect(byName.get('get_order')).toMatchObject({ kind: 'http.request', config: { method: 'GET', url: 'https://shop.example/orders/{{ json.id }}', headers: { Accept: 'application/json' } }, arguments: [{ name: 'json', from: { result: 'when_called' } }] })
    expect(byName.get('is_it_large')?.arguments).toEqual([{ name: 'json', from: { result: 'get_order' }, path: ['body'] }])
    expect(byName.get('is_it_large')?.branches).toMatchObject([
      { name: 'true', when: 'json.total > 100', steps: [{ name: 'ask', kind: 'debug' }, { name: 'wait_a_day', kind: 'wait.timer', config: { duration: 'PT86400S' }, waitFor: ['ask'] }] },
      { name: 'false', steps: [{ name: 'mark', kind: 'expression', config: { expr: '{ "state": "checked", "total": json.total }' }, arguments: [{ from: { result: 'get_order' } }] }] },
    ])
    expect(byName.get('merge')).toMatchObject({ kind: 'collect', arguments: [{ name: 'is_it_large', from: { result: 'is_it_large' } }] })
    expect(byName.get('route')?.branches).toMatchObject([{ name: 'paid', when: 'json.state = "paid"', steps: [{ name: 'done' }] }, { name: 'otherwise', steps: [{ kind: 'debug' }] }])
    expect(report.find(({ item }) => item === 'Get order')?.note).toContain('credentials')
    expect(report.find(({ item }) => item === 'Ask')?.note).toContain('"slack"')
    expect(report.find(({ item }) => item === 'Code')?.note).toContain('wrapped')
  })

  it('takes over how often a node is tried and that it goes on all the same; names what it does not take over', () => {
    const failing = (name: string, more: object) => ({ ...node(name, 'httpRequest', { url: 'https://shop.example', options: { timeout: 10_000, redirect: {}, proxy: 'x' } }), ...more })
    const { document, report } = read(importN8n({
      nodes: [failing('Tried', { retryOnFail: true, maxTries: 5, waitBetweenTries: 250 }), failing('As it is', { retryOnFail: true }), failing('On', { onError: 'continueRegularOutput' }), failing('Older', { continueOnFail: true }), failing('Charge', { onError: 'continueErrorOutput' }), node('Ship', 'noOp'), node('Tell', 'noOp'), node('Stop', 'noOp'), node('Both', 'noOp')],
      connections: { Charge: { main: [to('Ship'), to('Tell')] }, Tell: { main: [to('Stop', 'Both')] }, Ship: { main: [to('Both')] } },
    }, catalog))
    const byName = new Map(document.steps.map((step) => [step.name, step]))
    expect(byName.get('tried')).toMatchObject({ config: { timeout: 'PT10S' }, retry: { max: 4, backoff: { initial: 'PT0.25S', factor: 1 } } })
    expect(byName.get('as_it_is')?.retry).toEqual({ max: 2, backoff: { initial: 'PT1S', factor: 1 } })
    expect([byName.get('on'), byName.get('older')].map((step) => step?.onError)).toEqual(Array(2).fill([{ when: 'true', then: 'continue', value: '{ "error": error.message }' }]))
    expect(document.steps.filter(({ guards }) => guards).map(({ name, guards }) => [name, guards])).toEqual([['tell', [{ when: 'false' }]], ['stop', [{ when: 'false' }]]])
    const notes = new Map(report.map(({ item, note }) => [item, note]))
    expect(notes.get('Tried')).toBe('Its options "redirect", "proxy" were not taken over.')
    expect(notes.get('Charge')).toContain('error output')
    expect(notes.get('Tell')).toContain('its guard is "false" for now')
  })

  it('Set keeps the other fields where n8n does', () => {
    const own = { name: 'a', value: 1 }
    const sets = [{ values: { number: [own] } }, { values: { number: [own] }, keepOnlySet: true }, { fields: { values: [own] } }, { fields: { values: [own] }, include: 'none' }, { assignments: { assignments: [own] } }, { assignments: { assignments: [own] }, includeOtherFields: true }]
    const { document } = read(importN8n({ nodes: sets.map((parameters, index) => node(`Set ${index}`, 'set', parameters)), connections: {} }, catalog))
    expect(document.steps.toSorted((a, b) => a.name.localeCompare(b.name)).map(({ config }) => JSON.stringify(config).includes('$merge'))).toEqual([true, false, true, false, false, true])
  })

  it('keeps positions, inside a branch from the corner of the switch', () => {
    const { document } = read(importN8n(orders, catalog))
    expect(document.view?.positions).toMatchObject({ when_called: [0, 300], get_order: [220, 300], 'is_it_large.ask': [24, 60], 'is_it_large.wait_a_day': [244, 60], 'is_it_large.mark': [24, 260] })
    expect(document.view?.notes).toMatchObject([{ text: '## Orders', position: [0, 0] }])
  })

  it('leaves out connections that close a cycle, and makes names free', () => {
    const loop = { nodes: [node('Step', 'noOp'), node('step', 'noOp'), node('!!', 'noOp')], connections: { Step: { main: [to('step')] }, step: { main: [to('Step', '!!')] } } }
    const { document, report } = read(importN8n(loop, catalog))
    expect(waits(document)).toEqual({ step: [], step_2: ['step'], step_3: ['step_2'] })
    expect(report.some(({ note }) => note.includes('no cycles'))).toBe(true)
  })

  it('a condition that it cannot read is never true, and told', () => {
    const { document, report } = read(importN8n({ nodes: [node('If', 'if', { conditions: { string: [{ value1: '={{ $node["A"].json.x }}', value2: 'a' }] } })], connections: {} }, catalog))
    expect(document.steps[0]?.branches?.[0]?.when).toBe('false')
    expect(report[0]?.note).toContain('condition')
  })

  it('nests no deeper than is allowed', () => {
    const names = Array.from({ length: 60 }, (_none, index) => `If ${index}`)
    const nodes = names.map((name) => node(name, 'if'))
    read(importN8n({ nodes, connections: Object.fromEntries(names.slice(1).map((name, index) => [`If ${index}`, { main: [to(name)] }])) }, catalog))
  })

  it('never throws on any JSON, and what it makes is valid', () => {
    const types = fc.constantFrom('httpRequest', 'code', 'set', 'if', 'switch', 'wait', 'merge', 'noOp', 'slack', 'stickyNote')
    const values = fc.oneof(fc.jsonValue(), fc.constantFrom('={{ $json.a }}', '={{{ x', '=a{{ $now }}b', '{{', 'POST', 'TRACE', 1e300))
    const keys = fc.constantFrom('url', 'method', 'jsonBody', 'amount', 'unit', 'jsCode', 'value1', 'mode', 'jsonOutput')
    const fields = fc.array(fc.record({ name: fc.string(), value: values, outputKey: fc.string(), operation: fc.constantFrom('equal', 'contains', 'x') }))
    const parameters = fc.tuple(fc.dictionary(keys, values), fields).map(([plain, list]) => ({ ...plain, headerParameters: { parameters: list }, bodyParameters: { parameters: list }, queryParameters: { parameters: list }, assignments: { assignments: list }, rules: { rules: list }, conditions: { string: list } }))
    const nodes = fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd', 'e'), type: types, parameters, position: fc.tuple(fc.integer(), fc.integer()), retryOnFail: fc.boolean(), maxTries: fc.jsonValue(), waitBetweenTries: fc.oneof(fc.double(), fc.jsonValue()), onError: fc.constantFrom('continueErrorOutput', 'continueRegularOutput', 'stopWorkflow', '') }))
    const links = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e').map((name) => ({ node: name })), { maxLength: 3 }), { maxLength: 3 })
    const workflows = fc.record({ nodes, connections: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.record({ main: links })) })
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ nodes: fc.jsonValue(), connections: fc.jsonValue() }), workflows), (json) => {
      const result = importN8n(json, catalog)
      if (result.ok) expect(errors(result.document)).toEqual([])
      else expect(result.reason).toMatch(/\.$/)
    }), { numRuns: 300 })
  })
})

describe('importStateMachine', () => {
  it('makes one machine step that takes the event', () => {
    const machine = { id: 'order', initial: 'open', context: { paid: 0 }, states: { open: { on: { PAY: { target: '#order.paid', guard: 'payload > 0' }, CANCEL: 'cancelled', LOST: 'nowhere' } }, paid: { entry: 'notify', on: { SHIP: [{ target: 'shipped', cond: { type: '% %' } }] } }, shipped: { type: 'final' }, cancelled: { type: 'final', on: { PAY: 'open' } } } }
    const { document, report } = read(importStateMachine(machine))
    expect(document.steps[0]).toMatchObject({ kind: 'machine', config: { machine: 'order', initial: 'open', context: { paid: 0 }, states: { open: { on: { PAY: { target: 'paid', guard: 'payload > 0' }, CANCEL: { target: 'cancelled' } } }, paid: { on: { SHIP: { target: 'shipped', guard: 'false' } } }, shipped: { final: true }, cancelled: { final: true } } } })
    expect(report.map(({ item }) => item)).toEqual(['open', 'paid', 'shipped', 'cancelled'])
    expect(report[0]?.note).toContain('"nowhere" is no state')
  })

  it('refuses what has no states or no beginning', () => {
    expect(reasonOf(importStateMachine({ id: 'x' }))).toContain('no "states"')
    expect(reasonOf(importStateMachine({ states: { a: {} }, initial: 'b' }))).toContain('"b" is not among')
  })

  it('never throws on any JSON, and what it makes is valid', () => {
    const target = fc.oneof(fc.constantFrom('a', 'b'), fc.jsonValue())
    const transition = fc.oneof(target, fc.record({ target, guard: fc.jsonValue() }), fc.array(fc.record({ target })))
    const state = fc.oneof(fc.jsonValue(), fc.record({ on: fc.dictionary(fc.string(), transition) }), fc.constant({ type: 'final' }))
    const machine = fc.record({ id: fc.string(), initial: fc.constantFrom('a', 'b'), context: fc.jsonValue(), states: fc.record({ a: state, b: state }) })
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), machine), (json) => {
      const result = importStateMachine(json)
      if (result.ok) expect(errors(result.document)).toEqual([])
    }))
  })
})

describe('importText', () => {
  it('tells formats apart', () => {
    const formats = ['graph LR\na', JSON.stringify(orders), '{"initial":"a","states":{"a":{}}}', '{"eddy":1,"name":"w","steps":[]}'].map((text) => read(importText(text, catalog)) && importText(text, catalog).format)
    expect(formats).toEqual(['mermaid', 'n8n', 'stateMachine', 'eddy'])
  })

  it('refuses the rest with a sentence', () => {
    expect(reasonOf(importText('{"StartAt":"a","States":{"a":{"Type":"Pass","End":true}}}', catalog))).toContain('Amazon States Language')
    for (const text of ['', '{', '[]', '{}', 'hello', '{"eddy":2}', '{"eddy":1,"name":"W","steps":[]}', '{"eddy":1,"name":"w","steps":[1]}']) expect(reasonOf(importText(text, catalog))).toMatch(/\.$/)
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void importText(text, catalog)))
  })

  it('stableJson comes back with the same content hash, and does not depend on the order of keys', () => {
    const { document } = read(importN8n(orders, catalog))
    const text = stableJson(document)
    const again = read(importText(text, catalog)).document
    expect(contentHash(again)).toBe(contentHash(document))
    const turned = Object.fromEntries(Object.entries(document).reverse()) as unknown as WorkflowDocument
    expect(stableJson(turned)).toBe(text)
    expect(text).toMatch(/^\{\n {2}"eddy": 1,\n {2}"name": "handle_orders",\n {2}"title"[\s\S]*\}\n$/)
  })
})

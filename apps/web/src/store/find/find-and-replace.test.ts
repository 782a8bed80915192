import { catalog } from '@eddy/steps/contract'
import { validate, type WorkflowDocument } from '@eddy/workflow'
import { expect, it } from 'vitest'
import { locate } from '../document/locate.ts'
import { triplet } from '../testing/triplet.ts'
import { findMatches } from './find-matches.ts'
import { fieldWords } from './match.ts'
import { replaceMatches } from './replace-matches.ts'

const shop: WorkflowDocument = {
  eddy: 1,
  name: 'shop',
  title: 'Card shop',
  inputs: [{ name: 'card', schema: { type: 'string' } }],
  steps: [
    { name: 'charge_card', kind: 'http.request', title: 'Charge the card', config: { url: 'https://pay.test/card', method: 'POST', headers: { 'x-card': 'yes' } }, arguments: [{ name: 'card', from: { input: 'card' }, transform: 'card.number' }], retry: { max: 3 }, undo: 'refund_card' },
    { name: 'each', kind: 'map', arguments: [{ name: 'source', from: { value: ['card', 7] } }], steps: [{ name: 'say', kind: 'code', config: { source: 'return args.card' }, arguments: [{ name: 'card', from: { result: 'charge_card' } }], guards: [{ when: 'card != null' }] }] },
    { name: 'stop', kind: 'debug', waitFor: ['charge_card'], timeout: 'PT5S' },
  ],
  handlers: [{ name: 'refund_card', kind: 'debug' }],
  view: { notes: [{ id: 'n1', text: 'The card is charged once.', position: [0, 0] }] },
}
const find = (text: string, document = shop, matchCase = false) => findMatches(document, { text, matchCase })
const replace = (from: string, text: string, document = shop) => replaceMatches(document, { matches: find(from, document), text, validate: (now) => validate(now, { catalog }) })

it('finds a text in names, titles, settings, expressions, code, arguments, policies and notes, and not in references', () => {
  expect(find('card').map(({ path, pointer, start }) => `${path} ${pointer} ${start}`)).toEqual([
    ' /title 0',
    ' /inputs/0/name 0',
    'charge_card /name 7',
    'charge_card /title 11',
    'charge_card /config/url 17',
    'charge_card /config/headers/x-card 2',
    'charge_card /arguments/0/name 0',
    'charge_card /arguments/0/transform 0',
    'each /arguments/0/from/value/0 0',
    'each.say /config/source 12',
    'each.say /arguments/0/name 0',
    'each.say /guards/0/when 0',
    'refund_card /name 7',
    'note:n1 /text 4',
  ])
  expect(find('Card', shop, true)).toHaveLength(1)
  expect(find('PT5S').map(({ path, pointer }) => path + pointer)).toEqual(['stop/timeout'])
  expect(find('')).toEqual([])
  expect(['/arguments/0/from/value/0', '/arguments/1/from/secret', '/onError/0/value', '/config/value'].map(fieldWords)).toEqual(['Argument › 1 › 1', 'Argument › 2 › secret', 'Error rule › 1 › value', 'Settings › value'])
})

it('takes the text as it is, and knows where it stands whatever becomes of letters in lower case', () => {
  const odd: WorkflowDocument = { eddy: 1, name: 'odd', steps: [{ name: 'one', kind: 'debug', title: 'İİ a.b (x) $1 [A.B] \\ 100% a-b 😀' }] }
  const places = (text: string) => find(text, odd).map(({ text: whole, start, end }) => whole.slice(start, end))
  expect(['a.b', '(x)', '$1', '[', '\\', '100%', 'a-b', '😀', '.*', '^'].map(places)).toEqual([['a.b', 'A.B'], ['(x)'], ['$1'], ['['], ['\\'], ['100%'], ['a-b'], ['😀'], [], []])
  expect(replace('(x)', '$& $1', odd).command?.apply(odd).document.steps[0]?.title).toBe('İİ a.b $& $1 $1 [A.B] \\ 100% a-b 😀')
})

it('replaces all as one edit, and renamed steps and inputs take their references along', () => {
  const { command, count, refused } = replace('card', 'purse')
  if (!command) throw new Error('nothing replaced')
  const made = triplet(shop, command)
  expect([count, refused]).toEqual([14, []])
  expect(locate(made, 'charge_purse')?.step).toMatchObject({ title: 'Charge the purse', undo: 'refund_purse', config: { url: 'https://pay.test/purse', headers: { 'x-purse': 'yes' } }, arguments: [{ name: 'purse', from: { input: 'purse' }, transform: 'purse.number' }] })
  expect(locate(made, 'each.say')?.step.arguments).toEqual([{ name: 'purse', from: { result: 'charge_purse' } }])
  expect(locate(made, 'stop')?.step.waitFor).toEqual(['charge_purse'])
  expect(made.view?.notes?.[0]?.text).toBe('The purse is charged once.')
  expect(validate(made, { catalog }).filter(({ severity }) => severity === 'error')).toEqual(validate(shop, { catalog }).filter(({ severity }) => severity === 'error'))
})

it('leaves what would break the document, says why, and does the rest', () => {
  const { command, count, refused } = replace('card', 'bank card')
  if (!command) throw new Error('nothing replaced')
  triplet(shop, command)
  expect(count).toBeGreaterThan(4)
  expect(refused.map(({ match, reason }) => `${match.path}${match.pointer}: ${reason}`)).toContain('charge_card/name: A name starts with a lower-case letter and holds up to 64 lower-case letters, digits and underscores.')
  expect(refused.map(({ match }) => match.path + match.pointer)).toContain('each.say/guards/0/when')
  const method = replaceMatches(shop, { matches: find('POST'), text: 'SEND', validate: (now) => validate(now, { catalog }) })
  expect([method.command, method.refused[0]?.reason]).toEqual([undefined, expect.stringContaining('method')])
})

it('renames keys of values, where they stand and once', () => {
  const keys: WorkflowDocument = { eddy: 1, name: 'keys', steps: [{ name: 'one', kind: 'http.request', config: { method: 'POST', url: 'https://a.test', headers: { first: '1', token: 'a', 'x-token': 'b', last: '2' }, body: { token: { token: 'token' }, list: [{ token: 1 }] } }, arguments: [{ name: 'given', from: { value: { token: 3 } } }] }] }
  const made = replace('token', 'key', keys)
  const step = made.command?.apply(keys).document.steps[0]
  expect([made.count, made.refused]).toEqual([7, []])
  expect(JSON.stringify(step)).toBe(JSON.stringify(keys.steps[0]).replaceAll('token', 'key'))
  const clash = replace('x-token', 'token', keys)
  expect([clash.command, clash.refused[0]?.reason]).toEqual([undefined, 'There is a key “token” already.'])
  // words of the format and of the kind are no texts of a person
  expect([find('url', keys), find('headers', keys), find('from', keys)]).toEqual([[], [], []])
})

it('keeps numbers numbers', () => {
  const { command } = replace('3', '5')
  if (!command) throw new Error('nothing replaced')
  expect(locate(triplet(shop, command), 'charge_card')?.step.retry).toEqual({ max: 5 })
  expect(replace('7', 'many').refused[0]?.reason).toBe('Argument › 1 › 2 is a number, and “many” is none.')
})

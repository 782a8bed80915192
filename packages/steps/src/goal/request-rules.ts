import type { Json, Step } from '@eddy/workflow'
import { addressIn, type Asking, type GoalRule, nameOf, nounIn, type Proposed } from './asking.ts'

/** Goals that are a request to a service which keeps something, and its undo: what was made is removed again. */
export const REQUEST_RULES: readonly GoalRule[] = [
  { words: /\b(?:book|reserve|rent|hold)\b/i, lists: true, propose: (asking) => making(asking, 'reservations', { kind: nounIn(asking.text) ?? 'thing' }) },
  { words: /\b(?:charge|pay|bill|debit|capture|collect (?:the )?(?:money|payment))\b/i, propose: (asking) => making(asking, 'payments', { amount: 100 }) },
  { words: /\b(?:deploy|roll out|release|ship|go live)\b/i, propose: (asking) => making(asking, 'deployments', { what: asking.text }) },
  { words: /\b(?:issue|grant|mint)\b.*\b(?:token|session|access|key)/i, propose: (asking) => making(asking, 'tokens', { for: asking.text }) },
  { words: /\b(?:create|register|add|open|order|submit|upload|post|provision|subscribe)\b/i, lists: true, propose: (asking) => making(asking, asking.isDemo ? 'deployments' : `${nounIn(asking.text) ?? 'thing'}s`, { what: asking.text }) },
  { words: /\b(?:fetch|download|get|look up|query|call|request|ask for|poll|find)\b/i, propose: asks },
]

function making(asking: Asking, collection: string, body: { readonly [key: string]: Json }): Proposed {
  const { text, element } = asking
  const address = addressIn(text) ?? `${asking.service}/${collection}`
  const name = nameOf(text)
  const given = element === undefined ? body : { ...body, [element]: `{{ ${element} }}` }
  return {
    name,
    kind: 'http.request',
    config: { method: 'POST', url: address, body: given },
    undo: removal(`undo_${name}`.slice(0, 48), address),
    gives: ['body'],
    because: 'It makes something at a service, which is a request; what it made can be removed again.',
    open: addressNote(asking),
  }
}

function removal(name: string, address: string): Step {
  return { name, kind: 'http.request', config: { method: 'DELETE', url: `${address}/{{ id }}` }, arguments: [{ name: 'id', from: { origin: 'value' }, path: ['body', 'id'] }] }
}

function asks(asking: Asking): Proposed {
  const address = addressIn(asking.text)
  const url = address ?? (asking.isDemo ? `${asking.service}/metrics` : `${asking.service}/${nounIn(asking.text) ?? 'things'}`)
  return { name: nameOf(asking.text), kind: 'http.request', config: { method: 'GET', url }, gives: ['body'], because: 'It reads from a service, which is a request.', open: addressNote(asking) }
}

function addressNote({ text, service, isDemo }: Asking): readonly string[] {
  if (addressIn(text) !== undefined) return []
  return [isDemo ? 'It calls the demo service: give the address of yours.' : `${service} is an example: give the address of the service.`]
}

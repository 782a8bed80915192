/** What takes back what these words do, in the words of whoever runs the business: a charge is refunded. */
const opposites: { readonly [verb: string]: string } = {
  activate: 'deactivate',
  add: 'remove',
  allocate: 'release',
  assign: 'unassign',
  attach: 'detach',
  authorise: 'void',
  authorize: 'void',
  block: 'unblock',
  book: 'cancel',
  capture: 'refund',
  charge: 'refund',
  claim: 'release',
  connect: 'disconnect',
  create: 'delete',
  credit: 'debit',
  debit: 'credit',
  disable: 'enable',
  enable: 'disable',
  grant: 'revoke',
  hire: 'dismiss',
  hold: 'release',
  insert: 'delete',
  issue: 'revoke',
  lock: 'unlock',
  order: 'cancel',
  pause: 'resume',
  pay: 'refund',
  provision: 'deprovision',
  publish: 'unpublish',
  register: 'deregister',
  rent: 'return',
  reserve: 'cancel',
  schedule: 'cancel',
  start: 'stop',
  subscribe: 'unsubscribe',
  upload: 'delete',
  withdraw: 'deposit',
}

/** What the undo of a step is called: `Refund the card` for `Charge the card`, `Undo …` for what has no such word. */
export function undoTitle(label: string): string {
  const [, verb = '', rest = ''] = /^(\S+)(.*)$/.exec(label) ?? []
  const opposite = Object.hasOwn(opposites, verb.toLowerCase()) ? opposites[verb.toLowerCase()] : undefined
  return opposite === undefined ? `Undo ${lowered(label)}` : `${opposite.charAt(0).toUpperCase()}${opposite.slice(1)}${rest}`
}

/** `Ship order` within a sentence; `HTTP request` stays as it is. */
function lowered(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label
}

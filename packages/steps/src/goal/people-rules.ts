import { type Asking, type GoalRule, nameOf, type Proposed } from './asking.ts'
import { durationOf } from './split-goal.ts'

/** Goals that wait: for time, for somebody, for another system. */
export const PEOPLE_RULES: readonly GoalRule[] = [
  { words: /\b(?:wait|sleep|pause|hold on)\b.*?\b(\w+) (?:milliseconds?|seconds?|minutes?|hours?|days?)\b/i, propose: pausing },
  { words: /\b(?:wait for|until|await)\b/i, propose: awaiting },
  { words: /\b(?:approv\w*|sign[ -]?off|confirm(?:ation)? (?:by|of|from)|ask .*\b(?:whether|if|permission))\b/i, propose: approving },
  { words: /\b(?:escalate|hand (?:it )?over to a person|ask a person|a person decides)\b/i, propose: escalating },
  { words: /\b(?:notify|tell|inform|alert|warn|mail|e-?mail|message|send|announce|remind|congratulate)\b/i, propose: telling },
]

function pausing({ text }: Asking): Proposed {
  const found = /\b(\w+) (milliseconds?|seconds?|minutes?|hours?|days?)\b/i.exec(text)
  const duration = durationOf(found?.[1] ?? '', found?.[2] ?? '')
  return { name: nameOf(text), kind: 'wait.timer', config: { duration: duration ?? 'PT1M' }, because: 'It waits for a time.', ...(duration === undefined ? { open: ['Say how long it waits.'] } : {}) }
}

function awaiting({ text }: Asking): Proposed {
  const signal = nameOf(text.replace(/^.*?\b(?:wait for|until|await)\b/i, ''), 2)
  return { name: `await_${signal}`, kind: 'wait.signal', config: { name: signal, timeout: 'P1D' }, because: `It waits until somebody sends the signal “${signal}”, at most a day.` }
}

function approving({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'approval', config: { title: capital(text), timeout: 'P1D' }, because: 'A person is asked in the inbox; a no takes back what was done until then.' }
}

function escalating({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'escalate', config: { title: capital(text), timeout: 'P1D' }, because: 'A person decides in the inbox how it goes on.' }
}

function telling({ text, element }: Asking): Proposed {
  return { name: nameOf(text), kind: 'notify', config: { title: element === undefined ? capital(text) : `${capital(text)}: {{ ${element} }}` }, because: 'It tells people something, in the inbox; what was told cannot be taken back.' }
}

export function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`.slice(0, 120)
}

import { type Asking, type GoalRule, nameOf, type Proposed } from './asking.ts'
import { capital } from './people-rules.ts'

/** Goals that compute, count, claim, say, or run another workflow. */
export const VALUE_RULES: readonly GoalRule[] = [
  { words: /\bcount\b.*\bwords?\b/i, propose: computing('$count($match($string(of), /\\S+/))', 'It counts words, which an expression can.') },
  { words: /\b(?:add (?:them |it |all )?up|sum|total up)\b/i, propose: computing('$sum([of])', 'It adds up, which an expression can.') },
  { words: /\b(?:average|mean)\b/i, propose: computing('$average([of])', 'It takes the mean, which an expression can.') },
  { words: /\bcount\b/i, propose: computing('$count([of])', 'It counts, which an expression can.') },
  { words: /\b(?:sort|order by|rank)\b/i, propose: computing('$sort([of])', 'It sorts, which an expression can.') },
  { words: /\b(?:calculate|compute|convert|transform|filter|pick|choose|extract|reduce|summari[sz]e|validate|check|verify|compare|normali[sz]e|enrich)\b/i, propose: open },
  { words: /\b(?:claim|lock)\b/i, propose: claiming },
  { words: /\b(?:log|note|debug)\b/i, propose: ({ text }) => ({ name: nameOf(text), kind: 'log', config: { message: capital(text) }, because: 'It leaves a line in the log of the run.' }) },
  { words: /\b(?:fail|abort|stop)\b/i, propose: ({ text }) => ({ name: nameOf(text), kind: 'fail', config: { message: capital(text) }, because: 'The run ends here, and what was done is taken back.' }) },
]

function computing(expr: string, because: string): (asking: Asking) => Proposed {
  return ({ text }) => ({ name: nameOf(text), kind: 'expression', config: { expr }, takes: 'of', gives: [], because })
}

function open({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'expression', config: { expr: 'of' }, takes: 'of', gives: [], because: 'It makes a value of a value, which an expression can.', open: [`Write the expression: what is it to ${text}?`] }
}

function claiming({ text }: Asking): Proposed {
  return { name: nameOf(text), kind: 'claim', config: { key: nameOf(text.replace(/^.*?\b(?:claim|lock)\b/i, ''), 3) }, because: 'Only one run at a time has the claim; the undo releases it.' }
}

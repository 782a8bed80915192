import type { KindContract, Step } from '@eddy/workflow'
import { expressionProblems } from './expression-field.ts'
import { certainOverlaps, type Overlap } from './overlaps.ts'
import { ruleLabel, rulesConfig, type RulesConfig } from './rules-config.ts'

type Findings = ReturnType<NonNullable<KindContract['check']>>

function check(step: Step): Findings {
  const read = rulesConfig.safeParse(step.config ?? {})
  if (!read.success) return []
  const config = read.data
  const broken = [
    ...config.rules.flatMap((rule, index) => (['when', 'guard', 'value'] as const).flatMap((key) => expressionProblems(rule[key], `/config/rules/${index}/${key}`))),
    ...expressionProblems(config.otherwise, '/config/otherwise'),
  ]
  return [...broken, ...certainOverlaps(config).map((overlap) => advice(config, overlap)), ...sameNames(config)]
}

function advice(config: RulesConfig, { rule, by }: Overlap): Findings[number] {
  const [mine, other] = [JSON.stringify(ruleLabel(config, rule)), JSON.stringify(ruleLabel(config, by))]
  const message = config.policy === 'error' ? `Rules ${other} and ${mine} overlap for certain: the step fails whenever the narrower one matches.` : `Rule ${mine} is never taken: rule ${other} comes before it and matches whenever it does.`
  return { path: `/config/rules/${rule}/when`, message, severity: 'warning' }
}

function sameNames({ rules }: RulesConfig): Findings {
  return rules.flatMap(({ name }, index) => {
    const earlier = name !== undefined && rules.slice(0, index).some((rule) => rule.name === name)
    return earlier ? [{ path: `/config/rules/${index}/name`, message: `Another rule is named "${name}" as well: the result does not say which one was taken.`, severity: 'warning' as const }] : []
  })
}

const MATCH = { type: 'object', properties: { rule: { type: ['string', 'integer', 'null'] }, value: {} }, required: ['rule', 'value'] }

export const rulesContract: KindContract = {
  kind: 'rules',
  title: 'Rules',
  summary: 'Decides by a list of rules.',
  docs: [
    'Each rule has a condition `when`, may have a `guard`, and gives a `value`; all are JSONata over the arguments. A rule matches when condition and guard are true. The policy says which of the matching rules is taken:',
    '',
    '- `first`: the first in order; those behind it are not asked.',
    '- `all`: all, in order.',
    '- `highest`: the one with the greatest priority, the first of equals.',
    '- `error`: the only one; more than one is the error `RULES_AMBIGUOUS`.',
    '',
    'The value is `{ rule, value }`, where `rule` is the rule\'s name, or its place from 1. When none matches it is `{ rule: null, value }` with the value of `otherwise`, or `null` without one. For `all` it is always a list of such objects: that of `otherwise` alone, or none, when nothing matches.',
    '',
    'Only the values of rules that are taken are evaluated.',
    '',
    'Errors: `RULES_AMBIGUOUS` with the details `{ rules }`, `EXPRESSION_ERROR`, `EXPRESSION_TIMEOUT`, `INVALID_CONFIG`. None is tried again.',
  ].join('\n'),
  icon: 'list-checks',
  group: 'logic',
  keywords: ['decision', 'table', 'condition', 'policy', 'match', 'priority', 'threshold', 'business rules'],
  config: rulesConfig,
  result: { anyOf: [{ type: 'null' }, MATCH, { type: 'array', items: MATCH }] },
  effects: [],
  idempotent: true,
  check,
  examples: [
    {
      title: 'A discount',
      step: {
        name: 'discount',
        kind: 'rules',
        config: { rules: [{ name: 'loyal', when: 'years >= 5', value: '0.2' }, { name: 'large', when: 'amount > 1000', guard: 'years >= 1', value: '0.1' }], otherwise: '0' },
        arguments: [{ name: 'amount', from: { value: 1200 } }, { name: 'years', from: { value: 2 } }],
      },
    },
    {
      title: 'All warnings of a reading',
      step: { name: 'warnings', kind: 'rules', config: { policy: 'all', rules: [{ name: 'hot', when: 'degrees > 30', value: '"it is hot"' }, { name: 'humid', when: 'humidity > 80', value: '"it is humid"' }] }, arguments: [{ name: 'degrees', from: { value: 34 } }, { name: 'humidity', from: { value: 85 } }] },
    },
  ],
  fake: (step) => {
    const config = rulesConfig.safeParse(step.config ?? {}).data
    const match = { rule: config ? ruleLabel(config, 0) : 1, value: null }
    return config?.policy === 'all' ? [match] : match
  },
}

import { z } from 'zod'
import { expressionField } from './expression-field.ts'

const MOST_RULES = 500

const ruleSchema = z.strictObject({
  name: z.string().min(1).optional().meta({ title: 'Name' }).describe('Stands in the result; its place in the list, from 1, when left out.'),
  when: expressionField({ title: 'When', about: 'JSONata over the arguments; the rule matches when it is true.' }),
  guard: expressionField({ title: 'Guard', about: 'A second condition, asked only when the first is true.' }).optional(),
  priority: z.int().optional().meta({ title: 'Priority' }).describe('For the policy "highest"; 0 when left out.'),
  value: expressionField({ title: 'Value', about: 'JSONata over the arguments; what the rule gives when it is taken.' }),
})

export const rulesConfig = z.strictObject({
  rules: z.array(ruleSchema).min(1).max(MOST_RULES).meta({ title: 'Rules' }).describe('In the order in which they are asked.'),
  policy: z
    .enum(['first', 'all', 'highest', 'error'])
    .default('first')
    .optional()
    .meta({ title: 'When several match' })
    .describe('first: the first one in order; all: a list of all; highest: the one with the greatest priority, the first of equals; error: the step fails.'),
  otherwise: expressionField({ title: 'Otherwise', about: 'JSONata over the arguments; the value when no rule matches.' }).optional(),
})

export type RulesConfig = z.infer<typeof rulesConfig>

/** What results and messages call a rule. */
export function ruleLabel({ rules }: RulesConfig, index: number): string | number {
  return rules[index]?.name ?? index + 1
}

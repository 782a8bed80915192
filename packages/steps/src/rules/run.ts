import type { Outcome } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import { isTrue } from '@eddy/workflow/is-true'
import { z } from 'zod'
import { expressionFailure, type RunKind } from '../run-kind.ts'
import { ruleLabel, rulesConfig, type RulesConfig } from './rules-config.ts'
import { evaluateAt, type Evaluation } from './evaluate-at.ts'

interface Judging {
  readonly config: RulesConfig
  readonly evaluation: Evaluation
}

export const runRules: RunKind = async (request, { evaluator }) => {
  const read = rulesConfig.safeParse(request.step.config ?? {})
  if (!read.success) return { kind: 'fail', error: { code: 'INVALID_CONFIG', message: `the rules are not valid: ${z.prettifyError(read.error)}`, retryable: false } }
  try {
    return await judge({ config: read.data, evaluation: { evaluator, context: request.context, root: request.arguments } })
  } catch (error) {
    return expressionFailure(error)
  }
}

async function judge(judging: Judging): Promise<Outcome> {
  const { policy = 'first' } = judging.config
  const matches = await matchesOf(judging, policy === 'first' ? 1 : Infinity)
  if (policy === 'error' && matches.length > 1) return ambiguous(judging.config, matches)
  if (policy === 'all') return { kind: 'ok', value: await allOf(judging, matches) }
  const taken = policy === 'highest' ? highest(judging.config, matches) : matches[0]
  return { kind: 'ok', value: taken === undefined ? await otherwise(judging) : await taking(judging, taken) }
}

/** Indices of the rules that match, in order; not more than `most`. */
async function matchesOf(judging: Judging, most: number): Promise<readonly number[]> {
  const matches: number[] = []
  for (let index = 0; index < judging.config.rules.length && matches.length < most; index++) {
    if (await doesMatch(judging, index)) matches.push(index)
  }
  return matches
}

async function doesMatch({ config, evaluation }: Judging, index: number): Promise<boolean> {
  const rule = config.rules[index]
  if (!rule) return false
  const place = placeOf(config, index)
  if (!isTrue(await evaluateAt(evaluation, rule.when, `the condition of ${place}`))) return false
  return rule.guard === undefined || isTrue(await evaluateAt(evaluation, rule.guard, `the guard of ${place}`))
}

async function allOf(judging: Judging, matches: readonly number[]): Promise<Json> {
  if (matches.length > 0) return Promise.all(matches.map((index) => taking(judging, index)))
  const none = await otherwise(judging)
  return none === null ? [] : [none]
}

async function taking({ config, evaluation }: Judging, index: number): Promise<Json> {
  const value = await evaluateAt(evaluation, config.rules[index]?.value ?? 'null', `the value of ${placeOf(config, index)}`)
  return { rule: ruleLabel(config, index), value }
}

async function otherwise({ config, evaluation }: Judging): Promise<Json> {
  return config.otherwise === undefined ? null : { rule: null, value: await evaluateAt(evaluation, config.otherwise, 'the value without a match') }
}

function highest({ rules }: RulesConfig, matches: readonly number[]): number | undefined {
  const priority = (index: number) => rules[index]?.priority ?? 0
  return matches.reduce<number | undefined>((best, index) => (best === undefined || priority(index) > priority(best) ? index : best), undefined)
}

function ambiguous(config: RulesConfig, matches: readonly number[]): Outcome {
  const rules = matches.map((index) => ruleLabel(config, index))
  return { kind: 'fail', error: { code: 'RULES_AMBIGUOUS', message: `${rules.length} rules match where only one may: ${rules.map((rule) => JSON.stringify(rule)).join(', ')}`, retryable: false, details: { rules } } }
}

function placeOf(config: RulesConfig, index: number): string {
  return `rule ${JSON.stringify(ruleLabel(config, index))}`
}

import type { FailureReport, Middleware } from '@eddy/engine'
import type { Step } from '@eddy/workflow'
import { planBreaches, stepBreaches, type Breach, type PolicyRules } from './policy-breach.ts'

/**
 * Refuses runs of workflows that the rules forbid, with POLICY_REFUSED and every reason. The same rules hold for each step when it is
 * carried out, since steps may be emitted by others, and a document replaced by another version, after the run has begun.
 */
export function policy(rules: PolicyRules): Middleware {
  const judged = new WeakMap<Step, readonly Breach[]>()
  const breachesOf = (step: Step, path: string) => {
    const breaches = judged.get(step) ?? stepBreaches(step, path, rules)
    judged.set(step, breaches)
    return breaches
  }
  return {
    name: 'policy',
    init({ plan }) {
      const breaches = planBreaches(plan, rules)
      return breaches.length === 0 ? undefined : { refuse: refusal(breaches) }
    },
    execute({ step, path }, next) {
      const breaches = breachesOf(step, path)
      return breaches.length === 0 ? next() : { kind: 'fail', error: refusal(breaches) }
    },
  }
}

function refusal(breaches: readonly Breach[]): FailureReport {
  return {
    code: 'POLICY_REFUSED',
    message: `the policy refuses this: ${breaches.map(({ message }) => message).join('; ')}`,
    retryable: false,
    details: breaches.map((breach) => ({ ...breach })),
  }
}

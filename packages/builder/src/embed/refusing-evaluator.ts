import type { Evaluator } from '@eddy/engine'

/** The evaluator of a program that has brought none: workflows without expressions need none. */
export const refusingEvaluator: Evaluator = {
  evaluate(expr) {
    throw new Error(`the expression "${expr}" cannot be evaluated here: add the package @eddy/steps and pass embed { evaluator: createEvaluator() } of @eddy/steps/run, or in a browser an evaluator made of jsonata`)
  },
}

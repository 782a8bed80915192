/** Expressions where there is no Node: the part of the evaluator that needs no platform. */
export { createInProcessEvaluator, type InProcessOptions } from './evaluator/in-process-evaluator.ts'
export { ExpressionError } from './evaluator/expression-error.ts'
/** Texts with `{{ }}`, where there is no Node either. */
export { renderJson, type Rendering } from './template/render-template.ts'
export { inexactInteger } from './outside-json.ts'
export { textSpans, type TextPart, type TextSpan } from './text/parse-text.ts'

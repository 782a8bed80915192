import { behaviourDiff, failureMatrix } from '@eddy/rehearsal'
import { describeDiff, diffDocuments, isSameWorkflow } from '@eddy/workflow'
import { EXIT } from './exit-code.ts'
import type { Output } from './output.ts'
import { openLogic, openStage, type StageOptions } from './rehearse/open-stage.ts'

export interface DiffOptions extends StageOptions {
  readonly json: boolean
}

/** `eddy diff A B`: what differs in steps, fields and lines, and how the workflow then behaves when something goes wrong. Ends 1 when anything differs, like diff. */
export async function diffCommand([before, after]: readonly [string, string], options: DiffOptions, output: Output): Promise<number> {
  const { logic, close } = openLogic()
  try {
    const one = openStage(before, options, { output, logic })
    const two = openStage(after, options, { output, logic })
    const diff = diffDocuments(one.stage.document, two.stage.document)
    const behaviour = behaviourDiff(await failureMatrix(one.stage, { fixture: one.fixture }), await failureMatrix(two.stage, { fixture: two.fixture }))
    if (options.json) output.out(JSON.stringify({ ...diff, behaviour }))
    else output.out([...(isSameWorkflow(diff) ? ['Nothing that means anything differs.'] : describeDiff(diff)), '', 'Behaviour, rehearsed:', ...behaviour.sentences.map((sentence) => `  ${sentence}`)].join('\n'))
    const same = isSameWorkflow(diff) && behaviour.changed.length === 0
    return same ? EXIT.succeeded : EXIT.rolledBack
  } finally {
    await close()
  }
}

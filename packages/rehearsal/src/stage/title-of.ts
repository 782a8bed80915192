import { stepLabel } from '@eddy/workflow'
import type { Stage } from './set-stage.ts'
import { staticPath } from './static-path.ts'

/** What a person calls a step of the run: `each[3].charge` reads "Charge card (3)"; one that the document no longer has is called by its name. */
export function titleOf(stage: Pick<Stage, 'steps'>, path: string): string {
  const drawn = staticPath(path)
  const title = stage.steps.get(drawn)?.title ?? stepLabel({ name: drawn.slice(drawn.lastIndexOf('.') + 1) })
  const indices = [...path.matchAll(/\[(\d+)\]/g)].map((match) => match[1])
  return indices.length === 0 ? title : `${title} (${indices.join(', ')})`
}

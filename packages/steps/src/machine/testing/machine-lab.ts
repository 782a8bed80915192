import type { Outcome, StepRequest } from '@eddy/engine'
import type { Json, Step } from '@eddy/workflow'
import { createExecutor, type ExecutorOptions } from '../../run.ts'
import { stepRequest } from '../../testing/step-request.ts'

type Config = NonNullable<Step['config']>
type Arguments = StepRequest['arguments']

/** One use of a machine, as a step of a run makes it; `at` stands for the attempts that aim at the same effect. */
export interface Use {
  readonly config: Config
  readonly arguments: Arguments
  readonly at: string
}

/** A step executor with machines, and steps that go there and back. */
export function openMachineLab(options: ExecutorOptions = {}) {
  const executor = createExecutor(options)
  const requestOf = ({ config, arguments: args, at }: Use): StepRequest => ({ ...stepRequest('machine', config, { arguments: args }), idempotencyKey: at })
  return {
    close: () => executor.close(),
    run: async (use: Use, more: Partial<StepRequest> = {}): Promise<Outcome> => executor.execute({ ...requestOf(use), ...more }),
    undo: async (use: Use, value: Json): Promise<Outcome> => executor.execute({ ...requestOf(use), purpose: 'undo', idempotencyKey: `${use.at}/undo`, undoing: { value, arguments: use.arguments } }),
  }
}

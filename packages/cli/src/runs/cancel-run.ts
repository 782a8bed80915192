import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import type { ServerOptions } from './list-runs.ts'
import { paths } from './run-rows.ts'
import { asObject, openServer, ServerRefusal, type Server } from './server.ts'

export interface CancelOptions extends ServerOptions {
  readonly yes: boolean
  readonly rollback: boolean
}

interface Preview {
  readonly undone: readonly string[]
  readonly kept: readonly string[]
  readonly unknown: readonly string[]
}

/** `eddy runs cancel RUN`: says what would be undone; does it with `--yes`, and then exactly that. */
export async function cancelRun(runId: string, { yes, rollback, json, server: given }: CancelOptions, output: Output): Promise<number> {
  const server = openServer(given)
  const preview = previewOf(await server.query('run.cancelPreview', { runId }))
  const lines = rollback ? previewLines(preview) : killLines(preview)
  if (!yes) {
    if (json) output.out(JSON.stringify({ runId, cancelled: false, preview }))
    else output.out([...lines, `Nothing has been done. ${rollback ? 'Cancel' : 'Kill'} it with --yes.`].join('\n'))
    return EXIT.succeeded
  }
  await cancel(server, { runId, rollback, ...(rollback && preview !== null ? { expect: preview.undone } : {}) })
  if (json) output.out(JSON.stringify({ runId, cancelled: true, preview }))
  else output.out(`Run ${runId} is being ${rollback ? 'cancelled' : 'killed'}. ${lines.join(' ').replaceAll('Would be', 'To be').replaceAll('Would stay', 'Stays')}`)
  return EXIT.succeeded
}

async function cancel(server: Server, input: object): Promise<void> {
  try {
    await server.mutate('run.cancel', input)
  } catch (error) {
    if (!(error instanceof ServerRefusal) || error.code !== 'RUN_MOVED_ON') throw error
    throw new ServerRefusal(error.code, `${error.message} Look again without --yes, then cancel.`, error.details)
  }
}

function previewOf(answer: unknown): Preview | null {
  const preview = asObject(answer)
  return preview === undefined ? null : { undone: paths(preview['undone']), kept: paths(preview['kept']), unknown: paths(preview['unknown']) }
}

function previewLines(preview: Preview | null): readonly string[] {
  if (preview === null) return ['A cancel would do nothing: the run is over.']
  const { undone, kept, unknown } = preview
  return [
    `Would be undone, in this order: ${undone.join(', ') || 'nothing'}.`,
    ...(kept.length === 0 ? [] : [`Would stay in place: ${kept.join(', ')}.`]),
    ...(unknown.length === 0 ? [] : [`In flight, undone as soon as it is known what they did: ${unknown.join(', ')}.`]),
  ]
}

/** Nothing is undone: all that was done, and all that may have been, stays. */
function killLines(preview: Preview | null): readonly string[] {
  if (preview === null) return ['A kill would do nothing: the run is over.']
  const { undone, kept, unknown } = preview
  const left = [...undone, ...kept]
  return [`Would stay in place: ${left.join(', ') || 'nothing'}.`, ...(unknown.length === 0 ? [] : [`In flight, and may have happened: ${unknown.join(', ')}.`])]
}

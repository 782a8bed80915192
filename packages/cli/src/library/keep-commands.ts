import { EXIT } from '../exit-code.ts'
import type { Output } from '../output.ts'
import { Refusal } from '../refusal.ts'
import { openServer } from '../runs/server.ts'

export interface KeepOptions {
  readonly json: boolean
  readonly server?: string
  readonly key?: string
}

const keyOf = ({ key }: KeepOptions) => (key === undefined ? {} : { idempotencyKey: key })

function told(output: Output, { json }: KeepOptions, { data, lines }: { readonly data: unknown; readonly lines: readonly string[] }): number {
  output.out(json ? JSON.stringify(data) : lines.join('\n'))
  return EXIT.succeeded
}

/** `eddy library updates`: installed workflows of which the library has a newer version. */
export async function updatesCommand(options: KeepOptions, output: Output): Promise<number> {
  // the shapes are those of docs/reference/api.md
  const updates = (await openServer(options.server).query('library.updates', {})) as readonly { readonly workflowId: string; readonly name: string; readonly installed: number; readonly latest: number }[]
  return told(output, options, { data: updates, lines: updates.length === 0 ? ['Every installed workflow is what the library has.'] : updates.map(({ workflowId, name, installed, latest }) => `${name}  ${installed} → ${latest}  ${workflowId}`) })
}

/** `eddy library update WORKFLOW`: the newest version comes into the draft; without --yes only what that would be. */
export async function updateCommand(workflowId: string, options: KeepOptions & { readonly yes: boolean }, output: Output): Promise<number> {
  const server = openServer(options.server)
  const plan = (await server.query('library.updatePlan', { workflowId })) as { readonly revision: number; readonly installed: number; readonly latest: number; readonly clashes: readonly unknown[]; readonly blocks: readonly string[] }
  const { revision, installed, latest, clashes, blocks } = plan
  if (installed === latest) return told(output, options, { data: plan, lines: [`It is what the library has: version ${latest}.`] })
  const words = [`Version ${installed} → ${latest}, ${clashes.length === 0 ? 'and nothing clashes with what was changed here.' : `and ${clashes.length === 1 ? 'one field was' : `${clashes.length} fields were`} changed here and there: settle that in the editor.`}`, ...blocks]
  if (!options.yes) return told(output, options, { data: plan, lines: [...words, 'Nothing was changed; add --yes to bring it into the draft.'] })
  const updated = (await server.mutate('library.update', { workflowId, revision, ...keyOf(options) })) as { readonly installed: number }
  return told(output, options, { data: updated, lines: [`The draft has version ${updated.installed} now; publish it to use it.`] })
}

export async function rateCommand({ name, stars }: { readonly name: string; readonly stars: string }, { comment, by, ...options }: KeepOptions & { readonly comment?: string; readonly by: string }, output: Output): Promise<number> {
  if (!/^[1-5]$/.test(stars)) throw new Refusal(`${stars} stars: there are 1 to 5`)
  const card = (await openServer(options.server).mutate('library.rate', { name, by, stars: Number(stars), ...(comment === undefined ? {} : { comment }), ...keyOf(options) })) as { readonly rating: number | null; readonly ratings: number }
  return told(output, options, { data: card, lines: [`${name} has ${card.rating ?? 0} of 5 stars from ${card.ratings}.`] })
}

export async function retireCommand(name: string, { back, ...options }: KeepOptions & { readonly back: boolean }, output: Output): Promise<number> {
  const card = await openServer(options.server).mutate('library.retire', { name, retired: !back, ...keyOf(options) })
  return told(output, options, { data: card, lines: [back ? `${name} is offered again.` : `${name} is offered no more; what was installed stays.`] })
}

/** `eddy library suggestions`: what recurs in successful runs and nobody has shared. */
export async function suggestionsCommand({ minRuns, ...options }: KeepOptions & { readonly minRuns: number }, output: Output): Promise<number> {
  const found = (await openServer(options.server).query('library.suggestions', { minRuns })) as readonly { readonly document: { readonly name: string }; readonly steps: readonly string[]; readonly whole: boolean; readonly runs: number; readonly workflows: number }[]
  const lines = found.map(({ document, steps, whole, runs, workflows }) => `${runs} runs, ${workflows === 1 ? 'one workflow' : `${workflows} workflows`}  ${document.name}: ${whole ? 'all of it' : steps.join(', ')}`)
  return told(output, options, { data: found, lines: lines.length === 0 ? ['Nothing recurs that is not in the library already.'] : lines })
}

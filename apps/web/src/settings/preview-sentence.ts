export interface CleanUpPreview {
  readonly runs: number
  readonly workflows: readonly { readonly name: string; readonly runs: number }[]
  readonly oldest: string | null
}

const SHOWN = 3
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })

/** What the next clean-up removes, of which workflows, from when on; or would, once the days are kept. */
export function previewSentence({ runs, workflows, oldest }: CleanUpPreview, changed: boolean): string {
  const verb = changed ? 'would remove' : 'removes'
  if (runs === 0) return `The next clean-up ${verb} no run.`
  const some = workflows.slice(0, SHOWN).map((one) => `${one.runs} of ${one.name}`).join(', ')
  const more = workflows.length > SHOWN ? ` and others` : ''
  const since = oldest === null ? '' : ` The oldest ended on ${day.format(new Date(oldest))}.`
  return `The next clean-up ${verb} ${runs === 1 ? 'one run' : `${runs} runs`}: ${some}${more}.${since}`
}

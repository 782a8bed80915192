import { catalog } from '@eddy/steps/contract'
import { importText, validate, type Conversion, type Imported, type ImportFormat, type ImportRefused, type Problem } from '@eddy/workflow'

export interface ReadFile extends Imported {
  readonly format: ImportFormat
  /** What is to be mended in it; workflows that it composes are known to the server alone. */
  readonly problems: readonly Problem[]
}

/** What a text is, and what would become of it; undefined while there is none. */
export function readText(text: string): ReadFile | ImportRefused | undefined {
  if (text.trim() === '') return undefined
  const reading = importText(text, catalog)
  if (!reading.ok) return reading
  const problems = validate(reading.document, { catalog, workflow: () => undefined }).filter(({ code }) => code !== 'UNKNOWN_WORKFLOW')
  return { ...reading, format: reading.format ?? 'eddy', problems }
}

export function countsOf(report: Imported['report']): { readonly [how in Conversion]: number } {
  const count = (how: Conversion) => report.filter((item) => item.how === how).length
  return { exact: count('exact'), approximated: count('approximated'), refused: count('refused') }
}

/** Where a text speaks of an item: its name as JSON, or as it stands. Undefined: nowhere. */
export function placeIn(text: string, item: string): { readonly start: number; readonly end: number } | undefined {
  const name = item.split('.').at(-1) ?? item
  for (const wanted of [item, name]) {
    const json = JSON.stringify(wanted)
    const named = new RegExp(`"(?:name|id)"\\s*:\\s*${json.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).exec(text)
    if (named) return { start: named.index + named[0].length - json.length + 1, end: named.index + named[0].length - 1 }
    for (const form of [json, wanted]) {
      const start = text.indexOf(form)
      if (start !== -1) return { start, end: start + form.length }
    }
  }
  return undefined
}

/** What is wrong with the lines: the wanted ones must be there in this order, others between them; `!line` must be nowhere. */
export function matchLines(what: string, lines: readonly string[], wanted: readonly string[]): readonly string[] {
  const forbidden = wanted.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
  const ordered = wanted.filter((line) => !line.startsWith('!'))
  const found = lines.reduce((at, line) => (line === ordered[at] ? at + 1 : at), 0)
  return [
    ...forbidden.filter((line) => lines.includes(line)).map((line) => `${what}: "${line}" must not be there`),
    ...(found < ordered.length ? [`${what}: "${ordered[found] ?? ''}" is missing${found > 0 ? ` behind "${ordered[found - 1] ?? ''}"` : ''} in [${lines.join(', ')}]`] : []),
  ]
}

/** An event as a line: `type path`. */
export function eventLine({ type, step }: { readonly type: string; readonly step?: string }): string {
  return step === undefined ? type : `${type} ${step}`
}

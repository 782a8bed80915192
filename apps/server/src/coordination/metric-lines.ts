import type { Database } from '../db/index.ts'

/** What `metric` steps have counted, in the text format of Prometheus. Gauges: an undo takes off again. */
export async function metricLines({ prisma }: Database): Promise<string> {
  const totals = await prisma.metricTotal.findMany({ orderBy: [{ name: 'asc' }, { labelKey: 'asc' }] })
  const lines: string[] = []
  let last = ''
  for (const { name, labels, value } of totals) {
    const family = `eddy_metric_${name}`
    if (family !== last) lines.push(`# HELP ${family} Counted by metric steps.`, `# TYPE ${family} gauge`)
    last = family
    lines.push(`${family}${labelText(labels)} ${value}`)
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

function labelText(labels: unknown): string {
  const entries = Object.entries((labels ?? {}) as { readonly [name: string]: string })
  if (entries.length === 0) return ''
  return `{${entries.map(([name, text]) => `${name}="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`).join(',')}}`
}

import { ExportResultCode, type ExportResult } from '@opentelemetry/core'
import { BasicTracerProvider, BatchSpanProcessor, type ReadableSpan, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { expect, it } from 'vitest'
import { SpanTally } from './span-tally.ts'

/** A collector that answers when it is told to. */
function slowCollector() {
  const open: { readonly spans: readonly ReadableSpan[]; readonly done: (result: ExportResult) => void }[] = []
  const exporter: SpanExporter = { export: (spans, done) => void open.push({ spans, done }), shutdown: () => Promise.resolve() }
  return { exporter, open, answer: (code: ExportResultCode) => open.shift()?.done(code === ExportResultCode.SUCCESS ? { code } : { code, error: new Error('Bad Gateway') }) }
}

it('counts every span once: sent, refused, or without room in the queue; and says so, but not with each', async () => {
  let now = 0
  const said: string[] = []
  const tally = new SpanTally({ most: 4, now: () => now, say: (level, text) => said.push(`${level} ${text}`) })
  const collector = slowCollector()
  const processor = tally.processor(new BatchSpanProcessor(tally.exporter(collector.exporter), { maxQueueSize: 4, maxExportBatchSize: 2, scheduledDelayMillis: 1 }))
  const tracer = new BasicTracerProvider({ spanProcessors: [processor] }).getTracer('test')
  const end = (count: number) => {
    for (let left = count; left > 0; left--) tracer.startSpan('a').end()
  }
  end(9)
  // two are on their way, four wait, three found no room
  expect(collector.open.map(({ spans }) => spans.length)).toEqual([2])
  expect(tally.counts).toEqual({ sent: 0, lost: 3 })
  expect(said).toEqual([expect.stringMatching(/^warn Spans are lost, 1 by now: more than 4 wait/)])
  collector.answer(ExportResultCode.FAILED)
  now = 60_000
  await expect.poll(() => collector.open.length).toBe(1)
  collector.answer(ExportResultCode.FAILED)
  await expect.poll(() => collector.open.length).toBe(1)
  expect(tally.counts).toEqual({ sent: 0, lost: 7 })
  expect(said.slice(1)).toEqual([expect.stringMatching(/^warn Traces cannot be sent, 4 spans are lost: Bad Gateway\. Runs go on\./)])
  collector.answer(ExportResultCode.SUCCESS)
  expect(tally.counts).toEqual({ sent: 2, lost: 7 })
  expect(said.at(-1)).toBe('info The collector takes traces again; 4 spans were lost.')
})

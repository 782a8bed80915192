import type { Browser, BrowserContext, Page } from '@playwright/test'
import type { WorkflowDocument } from '@eddy/workflow'
import type { Row } from '../rows.ts'
import { newContext, openWorkflow } from './browser.ts'
import { type Frames, measureFrames } from './frames.ts'
import { layeredDocument, sparseDocument } from './layered-document.ts'
import { idle } from './moves.ts'
import { type PlainPage, plainPage } from './plain-page.ts'
import type { Served } from '../serve.ts'

/** What every measurement works with; documents, pages and the reference are made once. */
export class CanvasBench {
  private readonly ids = new Map<string, Promise<string>>()
  private readonly documents = new Map<string, WorkflowDocument>()
  private plain: Promise<PlainPage> | undefined
  private reference: Promise<Frames> | undefined

  constructor(
    readonly served: Served,
    readonly browser: Browser,
    private readonly onRow: (row: Row) => void,
  ) {}

  document(size: number): WorkflowDocument {
    const key = String(size)
    let document = this.documents.get(key)
    if (!document) {
      document = size > 20_000 ? sparseDocument(size) : layeredDocument(size)
      this.documents.set(key, document)
    }
    return document
  }

  url(size: number): Promise<string> {
    const document = this.document(size)
    let id = this.ids.get(document.name)
    if (!id) {
      id = this.served.add(document)
      this.ids.set(document.name, id)
    }
    return id.then((found) => `${this.served.url}/workflow/${found}`)
  }

  context(): Promise<BrowserContext> {
    return newContext(this.browser)
  }

  /** A page of its own with a workflow open. */
  async open(size: number): Promise<Page> {
    const page = await (await this.context()).newPage()
    page.setDefaultTimeout(120_000)
    await openWorkflow(page, await this.url(size))
    return page
  }

  async openPlain(size: number, view: { readonly x: number; readonly y: number; readonly zoom: number }): Promise<Page> {
    this.plain ??= plainPage()
    return (await this.plain).open(await this.context(), this.document(size), view)
  }

  /** What a frame costs in which nothing happens. */
  idle(): Promise<Frames> {
    this.reference ??= this.measureIdle()
    return this.reference
  }

  private async measureIdle(): Promise<Frames> {
    const context = await this.context()
    const page = await context.newPage()
    await page.goto(`${this.served.url}/health`)
    const frames = await measureFrames(page, () => idle(page))
    await context.close()
    return frames
  }

  add(row: Row): void {
    this.onRow(row)
  }
}

export interface FrameRow {
  readonly id: string
  readonly title: string
  readonly size: number
  readonly frames: Frames
  readonly gate: number
  readonly stretch: number
  /** The same done to React Flow as it comes. */
  readonly plain?: Frames | undefined
  readonly note?: string
}

/** A row about the work of a frame: its 95th percentile is held against the limit, in milliseconds, and told as a ratio to an idle frame. */
export async function frameRow(bench: CanvasBench, { id, title, size, frames, gate, stretch, plain, note }: FrameRow): Promise<void> {
  const reference = await bench.idle()
  const words = [
    `median ${frames.median.toFixed(1)}, most ${frames.most.toFixed(1)}, ${frames.count} frames`,
    ...(plain ? [`React Flow p95 ${plain.p95.toFixed(1)} ms = ×${(plain.p95 / frames.p95).toFixed(1)}`] : []),
    ...(note === undefined ? [] : [note]),
  ]
  bench.add({ id, title, size: size.toLocaleString('en'), bare: reference.p95, eddy: frames.p95, ratio: frames.p95 / reference.p95, unit: 'ms/frame p95', measured: frames.p95, gate, stretch, note: words.join('; ') })
}

export interface TimeRow {
  readonly id: string
  readonly title: string
  readonly size: number
  readonly measured: number
  readonly gate: number | null
  readonly stretch: number | null
  readonly unit?: string
  readonly note?: string
}

export function timeRow(bench: CanvasBench, { id, title, size, measured, gate, stretch, unit = 'ms', note = '' }: TimeRow): void {
  bench.add({ id, title, size: size.toLocaleString('en'), bare: null, eddy: measured, ratio: null, unit, measured, gate, stretch, note })
}

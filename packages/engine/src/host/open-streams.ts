import type { Json } from '@eddy/workflow'
import { runError } from '../error/engine-error.ts'
import type { ContainerState, StepInstance } from '../state/run-tree.ts'
import { acceptsWork } from '../scope/accepts-work.ts'
import { messageOf } from './maybe-async.ts'
import type { Recorder } from './recorder.ts'

type Pulled = { readonly element: Json } | { readonly ended: true } | { readonly problem: string }

interface Source {
  /** Of the attempt that reads it: one that is tried again reads it anew. */
  readonly container: ContainerState
  readonly iterator: AsyncIterator<Json>
  /** Pulled, but not yet in the log: the run was not taking elements. */
  readonly waiting: Pulled[]
}

/** The streams that this process reads for a run. One element is asked for at a time; where a run is taken up again, what its log holds is skipped. */
export class OpenStreams {
  readonly #sources = new Map<StepInstance, Source>()

  /** Asks for the next element of a map's stream, and records it when it comes. */
  pull(recorder: Recorder, map: StepInstance): void {
    const source = this.#open(recorder, map)
    if ('problem' in source) return recorder.act(() => take(recorder, map, source))
    const waiting = source.waiting.shift()
    if (waiting) return recorder.act(() => take(recorder, map, waiting))
    void this.#next(source).then((pulled) =>
      recorder.act(() => {
        if (map.container !== source.container) return
        if (acceptsWork(recorder.state, map.scope) && recorder.state.status !== 'halted') take(recorder, map, pulled)
        else source.waiting.push(pulled)
      }),
    )
  }

  async #next({ iterator }: Source): Promise<Pulled> {
    try {
      const next = await iterator.next()
      return next.done ? { ended: true } : { element: next.value ?? null }
    } catch (error) {
      return { problem: messageOf(error) }
    }
  }

  /** A halted run goes on: what came meanwhile is taken. */
  resume(recorder: Recorder): void {
    for (const [map, { waiting }] of this.#sources) if (waiting.length > 0 && map.container?.stream?.pulling === true) this.pull(recorder, map)
  }

  #open(recorder: Recorder, map: StepInstance): Source | { readonly problem: string } {
    const { executor } = recorder.ports
    const { container } = map
    const open = this.#sources.get(map)
    if (open && open.container === container) return open
    if (open) this.close(map)
    if (!container?.stream) return { problem: 'there is no stream' }
    if (!executor.openStream) return { problem: 'nothing here can read streams' }
    try {
      const source: Source = { container, iterator: executor.openStream(container.stream.reference, { runId: recorder.runId, skip: container.opened }), waiting: [] }
      this.#sources.set(map, source)
      return source
    } catch (error) {
      return { problem: messageOf(error) }
    }
  }

  /** Lets go of a stream that nobody reads to its end. */
  close(map: StepInstance): void {
    const source = this.#sources.get(map)
    this.#sources.delete(map)
    // what closing fails at does not concern the run
    source?.iterator.return?.().then(undefined, () => undefined)
  }

  closeAll(): void {
    for (const map of this.#sources.keys()) this.close(map)
  }

  get size(): number {
    return this.#sources.size
  }

  /** Lets go of the streams of maps that are over. */
  closeEnded(): void {
    for (const map of this.#sources.keys()) if (map.status !== 'running') this.close(map)
  }
}

function take(recorder: Recorder, map: StepInstance, pulled: Pulled): void {
  if (map.status !== 'running' || !map.container?.stream?.pulling || map.container.failure !== undefined) return
  if ('element' in pulled) return recorder.record('steps.emitted', { elements: [pulled.element] }, map)
  if ('ended' in pulled) return recorder.record('steps.emitted', { elements: [], ended: true }, map)
  const error = runError({ code: 'STREAM_FAILED', message: `the stream of "${map.path}" broke off: ${pulled.problem}` }, { step: map.path, attempt: map.attempt })
  recorder.record('steps.emitted', { elements: [], ended: true, error }, map)
}

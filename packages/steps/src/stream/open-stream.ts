import type { StepExecutor, StreamReference } from '@eddy/engine'
import { openFileStream } from '../file/read-stream/open-file-stream.ts'
import type { FileFolders } from '../file/file-step.ts'
import { openHttpStream } from '../http-stream/open-http-stream.ts'

export interface StreamSources {
  readonly allowedHosts: ReadonlySet<string>
  readonly files: FileFolders | undefined
}

/** Opens the streams that the shipped kinds refer to. */
export function createOpenStream(sources: StreamSources): NonNullable<StepExecutor['openStream']> {
  return (reference: StreamReference, { skip }) => {
    const options = { skip, format: reference['format'] === 'lines' ? ('lines' as const) : ('ndjson' as const) }
    if (reference.$stream === 'http') return openHttpStream(reference, options, sources.allowedHosts)
    if (reference.$stream === 'file') return openFileStream(reference, options, sources.files)
    throw new Error(`nothing here can open a stream of the kind "${reference.$stream}"`)
  }
}


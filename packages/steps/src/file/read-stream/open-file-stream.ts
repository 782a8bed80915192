import { createReadStream } from 'node:fs'
import type { StreamReference } from '@eddy/engine'
import type { Json } from '@eddy/workflow'
import type { StreamOptions } from '../../stream/stream-options.ts'
import { elementsOf, readLines } from '../../stream/read-lines.ts'
import { referenceText } from '../../stream/reference-text.ts'
import type { FileFolders } from '../file-step.ts'
import { resolvePlace, workspaceRoot } from '../workspace-path.ts'

/** Opens the file when the first line is wanted. */
export async function* openFileStream(reference: StreamReference, options: StreamOptions, folders: FileFolders | undefined): AsyncGenerator<Json, undefined> {
  if (!folders) throw new Error('no workspace folder is set')
  const place = await resolvePlace(await workspaceRoot(folders.workspace), referenceText(reference, 'path'), 'follow')
  yield* elementsOf(readLines(createReadStream(place.absolute)), options)
}

import type { RunKind } from '../run-kind.ts'
import { runAppend } from './append/run.ts'
import { runChmod } from './chmod/run.ts'
import { runChown } from './chown/run.ts'
import { runCopy } from './copy/run.ts'
import type { FileFolders, FileKind } from './file-step.ts'
import { runGlob } from './glob/run.ts'
import { runLink } from './link/run.ts'
import { runLock } from './lock/run.ts'
import { runMkdir } from './mkdir/run.ts'
import { runMove } from './move/run.ts'
import { runReadLink } from './read-link/run.ts'
import { runRead } from './read/run.ts'
import { readStreamFile } from './read-stream/run.ts'
import { runRm } from './rm/run.ts'
import { runStat } from './stat/run.ts'
import { runTouch } from './touch/run.ts'
import { runUnlock } from './unlock/run.ts'
import { runWrite } from './write/run.ts'

const KINDS: readonly (readonly [kind: string, run: FileKind])[] = [
  ['file.read', runRead],
  ['file.read_stream', readStreamFile],
  ['file.write', runWrite],
  ['file.append', runAppend],
  ['file.copy', runCopy],
  ['file.move', runMove],
  ['file.rm', runRm],
  ['file.mkdir', runMkdir],
  ['file.stat', runStat],
  ['file.glob', runGlob],
  ['file.touch', runTouch],
  ['file.chmod', runChmod],
  ['file.chown', runChown],
  ['file.link', runLink],
  ['file.read_link', runReadLink],
  ['file.lock', runLock],
  ['file.unlock', runUnlock],
]

/** The effects of the file kinds. Without folders every one of them fails with NO_WORKSPACE. */
export function createFileRuns({ files }: { readonly files?: FileFolders | undefined }): ReadonlyMap<string, RunKind> {
  return new Map(KINDS.map(([kind, run]) => [kind, run(files)]))
}

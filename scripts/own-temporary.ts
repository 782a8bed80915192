// Set up by vitest and by Playwright, once for a run.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Gives a test run a folder for its temporary files, which ends with it: what killed programs leave behind as well. Answers with what ends it. */
// oxlint-disable-next-line import/no-default-export -- both take no other
export default function ownTemporary(): () => void {
  const dir = mkdtempSync(join(tmpdir(), 'eddy-test-'))
  // on its way to a folder of its own, the user that PostgreSQL runs as must get through
  chmodSync(dir, 0o711)
  for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = dir
  return () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
}

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Puts the files of a template in the workspace. What is there already stays: it may be somebody's work. */
export async function putFiles(workspace: string, files: { readonly [path: string]: string }): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(workspace, path)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

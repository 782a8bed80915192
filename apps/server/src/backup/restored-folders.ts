import { chmod, mkdir, open, readdir, rename, rm, symlink, type FileHandle } from 'node:fs/promises'
import { dirname, join, normalize, isAbsolute } from 'node:path'
import { BackupFault } from './backup-fault.ts'
import type { FileEntry } from './backup-format.ts'

type Folders = { readonly [F in FileEntry['folder']]: string }

/** Files of a backup, put beside where they belong until everything else is there too. */
export class RestoredFolders {
  readonly #folders: Folders
  readonly #links: FileEntry[] = []
  readonly #dirs: FileEntry[] = []
  #file: FileHandle | undefined
  #placed: FileEntry['folder'][] = []

  constructor(folders: Folders) {
    this.#folders = folders
  }

  /** Nobody's files are mixed with a backup's. */
  async refuseFilled(): Promise<void> {
    for (const folder of Object.values(this.#folders)) {
      const names = await readdir(folder).catch(() => [])
      if (names.length > 0) throw new BackupFault(`The folder ${folder} is not empty, and a backup is restored only where nothing is. Name another with EDDY_DATA or EDDY_WORKSPACE, or move what is there away.`)
    }
  }

  /** What follows are pieces of this file. */
  async begin(entry: FileEntry): Promise<void> {
    await this.#endFile()
    const path = this.#staged(entry)
    await mkdir(entry.kind === 'dir' ? path : dirname(path), { recursive: true })
    // made last, so that no file is written through a link
    if (entry.kind === 'link') this.#links.push(entry)
    else if (entry.kind === 'dir') this.#dirs.push(entry)
    else this.#file = await open(path, 'wx', entry.mode)
  }

  async piece(base64: string): Promise<void> {
    await this.#file?.write(Buffer.from(base64, 'base64'))
  }

  /** Gives the files their places. To be taken back with `remove` when the rest fails. */
  async place(): Promise<void> {
    await this.#endFile()
    for (const entry of this.#links) await symlink(entry.to ?? '', this.#staged(entry))
    for (const entry of this.#dirs.toReversed()) await chmod(this.#staged(entry), entry.mode)
    for (const folder of Object.keys(this.#folders) as FileEntry['folder'][]) {
      await mkdir(this.#stage(folder), { recursive: true })
      await rm(this.#folders[folder], { recursive: true, force: true })
      await mkdir(dirname(this.#folders[folder]), { recursive: true })
      await rename(this.#stage(folder), this.#folders[folder])
      this.#placed.push(folder)
    }
  }

  async remove(): Promise<void> {
    await this.#endFile().catch(() => undefined)
    for (const folder of Object.keys(this.#folders) as FileEntry['folder'][]) await rm(this.#placed.includes(folder) ? this.#folders[folder] : this.#stage(folder), { recursive: true, force: true })
  }

  async #endFile(): Promise<void> {
    await this.#file?.sync()
    await this.#file?.close()
    this.#file = undefined
  }

  #stage(folder: FileEntry['folder']): string {
    return `${this.#folders[folder]}.restoring`
  }

  #staged({ folder, file }: FileEntry): string {
    const inside = normalize(file)
    if (isAbsolute(inside) || inside.split(/[\\/]/).includes('..')) throw new BackupFault(`The backup names a file outside of its folder ("${file}"). Nothing was restored.`)
    return join(this.#stage(folder), inside)
  }
}

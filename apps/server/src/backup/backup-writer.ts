import { createHash } from 'node:crypto'
import type { WriteStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { once } from 'node:events'
import { createGzip, type Gzip } from 'node:zlib'
import { finished } from 'node:stream/promises'

/** Writes lines into a new file, compressed and hashed; the file is on the disk when it is closed. */
export class BackupWriter {
  readonly #to: WriteStream
  readonly #gzip: Gzip
  readonly #hash = createHash('sha256')
  readonly #written: Promise<void>

  constructor(file: FileHandle) {
    // a database is mostly repetition: more effort makes it hardly smaller
    this.#gzip = createGzip({ level: 3 })
    // on the disk before it is closed
    this.#to = file.createWriteStream({ flush: true })
    this.#gzip.pipe(this.#to)
    this.#written = finished(this.#to)
    this.#written.catch(() => undefined)
  }

  async line(text: string): Promise<void> {
    await this.lines([text])
  }

  async lines(texts: readonly string[]): Promise<void> {
    const text = texts.map((line) => `${line}\n`).join('')
    this.#hash.update(text)
    await this.#write(text)
  }

  /** The last line: what there should be, and the hash of all before. */
  async end(end: object): Promise<void> {
    await this.#write(`#${JSON.stringify({ end, sha256: this.#hash.digest('hex') })}\n`)
    this.#gzip.end()
    await this.#written
  }

  async abandon(): Promise<void> {
    this.#gzip.destroy()
    this.#to.destroy()
    await this.#written.catch(() => undefined)
  }

  async #write(text: string): Promise<void> {
    if (!this.#gzip.write(text)) await Promise.race([once(this.#gzip, 'drain'), this.#written])
  }
}

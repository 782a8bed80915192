import { Writable } from 'node:stream'

/** Characters that are not left to the end of the turn. */
const MOST_WAITING = 65_536

/** Writes what is said in one turn of the event loop at once: each write of its own is a call of the system that waits for the reader. What is left is written when the process ends. */
export function gatheredLines(to: NodeJS.WriteStream): Writable & Pick<NodeJS.WriteStream, 'isTTY'> {
  let waiting = ''
  const flush = () => {
    const text = waiting
    waiting = ''
    if (text !== '') to.write(text)
  }
  process.on('exit', flush)
  const lines = new Writable({
    decodeStrings: false,
    write(line: string, _encoding, done) {
      if (waiting === '') setImmediate(flush)
      waiting += line
      if (waiting.length > MOST_WAITING) flush()
      done()
    },
  })
  // whether somebody looks on
  return Object.assign(lines, { isTTY: to.isTTY })
}

// A server that has read all of itself, and begins when it is told to, by anything on its standard input.
import { once } from 'node:events'
import '../../src/server.ts'

await once(process.stdin, 'data')
process.stdin.destroy()
await import('../../src/main.ts')

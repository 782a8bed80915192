import { readSettings, type Settings } from './env.ts'
import { takeConsole } from './log/console-lines.ts'
import { createLog } from './log/create-log.ts'
import { startServer } from './server.ts'
import { stopOnSignals } from './stop-on-signals.ts'

/** What keeps Eddy from starting, in one sentence that says what to do. */
function startProblem(error: unknown, settings: Settings | undefined): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `Port ${settings?.port} is taken; stop what uses it, or choose another port with EDDY_PORT.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') return `The data folder ${settings?.dataDir} cannot be written; make it writable, or choose another with EDDY_DATA.`
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return `The database at DATABASE_URL does not answer (${message}).`
  return message ?? String(error)
}

let settings: Settings | undefined
try {
  settings = readSettings()
  const log = createLog(settings.log)
  takeConsole(log)
  const starting = startServer(settings, { log })
  stopOnSignals(starting, { drainMs: settings.drainMs, unreadyMs: settings.unreadyMs, say: console.log })
  const server = await starting
  console.log(`Eddy is ready at ${server.url}`)
  if (settings.readOnly) console.log('It only shows what is there, and does and changes nothing, until it is started without EDDY_READ_ONLY')
  if (server.recovered > 0) console.log(`${server.recovered} unfinished run${server.recovered === 1 ? '' : 's'} went on`)
} catch (error) {
  const sentence = `Eddy cannot start: ${startProblem(error, settings)}`
  if (settings?.log.form === 'json') console.error(sentence)
  else process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

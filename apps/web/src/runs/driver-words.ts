interface Driver {
  readonly server: string
  readonly engine: string | null
}

const RESTATE = 'restate '

/** `eddy-1:4242 · Eddy 0.1.0 with Restate`: which server, and what drives runs there. */
export function driverWords({ server, engine }: Driver): string {
  if (engine === null) return server
  return `${server} · ${engine.startsWith(RESTATE) ? `Eddy ${engine.slice(RESTATE.length)} with Restate` : `${engine} engine`}`
}

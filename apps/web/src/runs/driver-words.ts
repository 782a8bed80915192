interface Driver {
  readonly server: string
  readonly engine: string | null
  readonly version: string | null
}

const RESTATE = 'restate '

/** `eddy-1:4242 · Eddy 0.1.0 with Restate`: which server, and what drives runs there. */
export function driverWords({ server, engine, version }: Driver): string {
  if (engine === null) return server
  if (engine.startsWith(RESTATE)) return `${server} · Eddy ${engine.slice(RESTATE.length)} with Restate`
  return `${server} · ${version === null ? '' : `Eddy ${version}, `}${engine} engine`
}

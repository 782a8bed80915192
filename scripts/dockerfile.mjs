// Reads a Dockerfile into its stages: as much of the format as ours needs, and an error for the rest.

/** `{ name, from, instructions: [{ what, text, flags, args }] }` for each stage. */
export function readDockerfile(text) {
  const joined = text.replaceAll(/\\\n/g, ' ')
  const globals = new Map()
  const stages = []
  for (const line of joined.split('\n').map((each) => each.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const [, what = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line) ?? []
    if (what === 'ARG' && stages.length === 0) globals.set(...pair(rest))
    else if (what === 'FROM') stages.push(stage(rest, globals))
    else if (KNOWN.has(what)) stages.at(-1).instructions.push({ what, ...split(rest), text: rest })
    else throw new Error(`the check does not know the instruction ${what}`)
  }
  return stages
}

const KNOWN = new Set(['WORKDIR', 'COPY', 'RUN', 'ENV', 'EXPOSE', 'VOLUME', 'USER', 'HEALTHCHECK', 'CMD'])

function stage(rest, globals) {
  const [image, as, name] = rest.replaceAll(/\$\{(\w+)\}/g, (_all, arg) => globals.get(arg) ?? '').split(/\s+/)
  return { from: image, name: as?.toUpperCase() === 'AS' ? name : undefined, instructions: [] }
}

function split(rest) {
  const parts = rest.split(/\s+/)
  const flags = Object.fromEntries(parts.filter((part) => /^--\w+=/.test(part)).map((part) => pair(part.slice(2))))
  return { flags, args: parts.filter((part) => !/^--[\w-]+=/.test(part)) }
}

function pair(text) {
  const at = text.indexOf('=')
  return [text.slice(0, at), text.slice(at + 1)]
}

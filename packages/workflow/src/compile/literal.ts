const WIDTH = 100

/** A JSON value as TypeScript: on one line where that is short. Fields that are undefined are left out. */
export function literal(value: unknown, depth: number): string {
  const line = flat(value)
  return line.length <= WIDTH || typeof value !== 'object' || value === null ? line : lines(value, depth)
}

function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields = fieldsOf(value).map(([key, inner]) => `${keyText(key)}: ${flat(inner)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}

function lines(value: object, depth: number): string {
  const pad = '  '.repeat(depth + 1)
  const end = '  '.repeat(depth)
  if (Array.isArray(value)) return `[\n${value.map((inner) => `${pad}${literal(inner, depth + 1)},`).join('\n')}\n${end}]`
  return `{\n${fieldsOf(value).map(([key, inner]) => `${pad}${keyText(key)}: ${literal(inner, depth + 1)},`).join('\n')}\n${end}}`
}

function fieldsOf(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, inner]) => inner !== undefined)
}

/** `__proto__` in brackets is a field like any other. */
function keyText(key: string): string {
  if (key === '__proto__') return '["__proto__"]'
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)
}

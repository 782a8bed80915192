import pg from 'pg'
import { fromStored, toStored } from './any-text.ts'

const { JSON: JSON_TYPE, JSONB, TEXT, VARCHAR } = pg.types.builtins
const TEXTUAL = new Set([JSON_TYPE, JSONB, TEXT, VARCHAR])

export class AnyTextClient extends pg.Client {
  query(query, values, callback) {
    // a cursor sends itself
    if (typeof query?.submit === 'function') return super.query(query, values, callback)
    const given = typeof query === 'string' ? { text: query, values: Array.isArray(values) ? values : undefined } : query
    return super.query({ ...given, values: (given.values ?? values)?.map?.(stored), types: read(given.types) }, [values, callback].find((one) => typeof one === 'function'))
  }
}

function stored(value) {
  if (typeof value === 'string') return toStored(value)
  return Array.isArray(value) ? value.map(stored) : value
}

/** With text as it was before it was stored. */
function read(types = pg.types) {
  return {
    getTypeParser(oid, format) {
      const parse = types.getTypeParser(oid, format)
      return TEXTUAL.has(oid) && format !== 'binary' ? (text) => parse(fromStored(text)) : parse
    },
  }
}

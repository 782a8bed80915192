import { openApi } from '@eddy/server/open-api'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'

/** The types of every address, as openapi-typescript makes them of the document. */
export async function schemaText(): Promise<string> {
  // the document is 3.1, which the tool reads; its types say 3.x
  const nodes = await openapiTS(withoutStreams(openApi()) as OpenAPI3, { alphabetize: true, defaultNonNullable: false })
  return `// Made by tool/generate-schema.mts; do not edit.\n${astToString(nodes)}`
}

/** Streams are followed with `follow`: an answer that is read whole is JSON, and no other text. */
function withoutStreams(document: object): unknown {
  return JSON.parse(JSON.stringify(document), (key, value: unknown) => {
    if (key !== 'content' || typeof value !== 'object' || value === null || !('application/json' in value)) return value
    return { 'application/json': value['application/json'] }
  })
}

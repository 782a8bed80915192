// Writes src/schema.generated.ts from the OpenAPI document of the server's own code: `npm run generate` in this folder, after the API has changed.
import { writeFileSync } from 'node:fs'
import { schemaText } from './schema-text.ts'

writeFileSync(new URL('../src/schema.generated.ts', import.meta.url), await schemaText())

// Writes src/api/answers.generated.json: `npm run generate:answers` in this folder, after a procedure's answer has changed.
import { writeFileSync } from 'node:fs'
import { answerSchemas } from './answer-schemas.ts'

writeFileSync(new URL('../src/api/answers.generated.json', import.meta.url), `${JSON.stringify(answerSchemas(), null, 1)}\n`)

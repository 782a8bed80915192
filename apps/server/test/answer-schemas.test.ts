import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { answerSchemas } from '../tool/answer-schemas.ts'

it('the schemas of answers are those of the code; else: npm run generate:answers in apps/server, then generate:schema in packages/client', { timeout: 120_000 }, () => {
  expect(`${JSON.stringify(answerSchemas(), null, 1)}\n` === readFileSync(new URL('../src/api/answers.generated.json', import.meta.url), 'utf8')).toBe(true)
})

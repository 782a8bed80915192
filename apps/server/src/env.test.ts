import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readSettings, VARIABLES } from './env.ts'

it('every variable is in docs/reference/environment.md', () => {
  const documented = readFileSync(new URL('../../../docs/reference/environment.md', import.meta.url), 'utf8')
  for (const name of VARIABLES) expect(documented).toContain(`\`${name}\``)
})

it('all that is wrong is told at once', () => {
  expect(() => readSettings({ EDDY_PORT: 'many', EDDY_LOG: 'xml' })).toThrow(/EDDY_PORT[^]*EDDY_LOG|EDDY_LOG[^]*EDDY_PORT/)
  expect(() => readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' })).toThrow(/http\/protobuf or http\/json/)
  expect(readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://x', OTEL_SDK_DISABLED: 'true' }).traces).toBeUndefined()
  expect(readSettings({}).traces).toBeUndefined()
  expect(readSettings({ NODE_ENV: 'production' }).log).toEqual({ form: 'json', level: 'info' })
})

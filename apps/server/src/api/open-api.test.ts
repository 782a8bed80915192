import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { openApi } from './open-api.ts'
import { procedureNames, procedureOf } from './procedure-of.ts'
import { leftOut, routeTable } from './route-table.ts'

const document = openApi() as { readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly operationId: string; readonly summary: string; readonly tags: readonly string[]; readonly responses: { readonly [status: string]: object } } } }; readonly components: { readonly schemas: object } }

describe('the routes', () => {
  it('reach every procedure but those that are left out for a reason', () => {
    const reached = new Set(routeTable.flatMap(({ procedure, stream }) => [procedure, ...(stream ? [stream.procedure] : [])]))
    expect(procedureNames.filter((name) => !reached.has(name as never)).sort()).toEqual(Object.keys(leftOut).sort())
    for (const reason of Object.values(leftOut)) expect(reason.length).toBeGreaterThan(20)
  })

  it('change nothing with GET, and nothing without a scope for it', () => {
    for (const { method, procedure, scope, path } of routeTable) {
      const { type } = procedureOf(procedure)
      if (method === 'GET') expect([path, type]).not.toEqual([path, 'mutation'])
      // exporting a bundle signs it, and changes nothing that is kept
      if (type === 'mutation' && procedure !== 'library.export') expect([path, scope]).not.toEqual([path, 'read'])
    }
  })

  it('have an address each', () => {
    const addresses = routeTable.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`)
    expect(new Set(addresses).size).toBe(addresses.length)
  })
})

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    const result = await validator.validate(structuredClone(document) as Record<string, unknown>)
    expect(result.errors ?? []).toEqual([])
    expect([result.valid, validator.version]).toEqual([true, '3.1'])
  })

  it('names nothing that is not there', () => {
    const text = JSON.stringify(document)
    const missing = [...new Set([...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path ?? ''))].filter((path) => path.split('/').reduce<unknown>((at, part) => (at as { readonly [part: string]: unknown } | undefined)?.[part], document) === undefined)
    expect(missing).toEqual([])
    expect(text).not.toContain('__schema')
  })

  it('says of each operation what it does and answers', () => {
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(operations).toHaveLength(routeTable.length)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    for (const { summary, tags, responses } of operations) {
      expect(summary.length).toBeGreaterThan(5)
      expect(tags).toHaveLength(1)
      expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403', '429']))
    }
  })
})

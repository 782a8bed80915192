import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import type { Json, JsonSchema } from '@eddy/workflow'
import type { FieldProblem } from './schema-form.tsx'
import { SchemaForm } from './schema-form.tsx'

async function open(schema: JsonSchema, start: Json | undefined, errors?: readonly FieldProblem[]) {
  const held: { value: Json | undefined } = { value: start }
  function Host() {
    const [value, setValue] = useState(start)
    held.value = value
    return <SchemaForm schema={schema} value={value} onChange={setValue} idPrefix="test" label="Value" {...(errors ? { errors } : {})} />
  }
  return { held, screen: await render(<Host />) }
}

describe('SchemaForm', () => {
  it('makes labelled fields, and removes an optional value that is cleared', async () => {
    const schema = { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'As on the passport.' }, nights: { type: 'integer', minimum: 1 }, class: { enum: ['economy', 'business'] }, insured: { type: 'boolean' } }, required: ['name'] }
    const { held, screen } = await open(schema, {})
    await screen.getByLabelText('Name').fill('Ada')
    await screen.getByLabelText('nights').fill('3')
    await screen.getByLabelText('class').selectOptions('business')
    await screen.getByRole('switch', { name: 'insured' }).click()
    expect(held.value).toEqual({ name: 'Ada', nights: 3, class: 'business', insured: true })
    await expect.element(screen.getByLabelText('Name')).toHaveAccessibleDescription('As on the passport.')
    await screen.getByLabelText('nights').fill('')
    expect(held.value).toEqual({ name: 'Ada', class: 'business', insured: true })
  })

  it('keeps a number that is none as typed, with the last valid value and an error', async () => {
    const { held, screen } = await open({ type: 'integer', minimum: 1 }, 3)
    await screen.getByLabelText('Value').fill('1.5')
    await expect.element(screen.getByRole('alert')).toHaveTextContent('This must be a whole number.')
    await expect.element(screen.getByLabelText('Value')).toHaveValue('1.5')
    expect(held.value).toBe(3)
  })

  it('adds, moves and removes rows of a list', async () => {
    const { held, screen } = await open({ type: 'array', items: { type: 'string' } }, ['a', 'b'])
    await screen.getByRole('button', { name: 'Add item' }).click()
    await screen.getByRole('textbox', { name: 'Item 3' }).fill('c')
    await screen.getByRole('button', { name: 'Move item 3 up' }).click()
    expect(held.value).toEqual(['a', 'c', 'b'])
    await screen.getByRole('button', { name: 'Remove item 1' }).click()
    expect(held.value).toEqual(['c', 'b'])
  })

  it('names the keys of a map, each once', async () => {
    const { held, screen } = await open({ type: 'object', additionalProperties: { type: 'string' } }, { accept: 'text/html' })
    await screen.getByRole('button', { name: 'Add entry' }).click()
    await screen.getByLabelText('Key 2').fill('accept')
    await expect.element(screen.getByRole('alert')).toHaveTextContent('There is a key “accept” already.')
    await screen.getByLabelText('Key 2').fill('x-trace')
    await screen.getByLabelText('Value of x-trace').fill('on')
    expect(held.value).toEqual({ accept: 'text/html', 'x-trace': 'on' })
  })

  it('offers the variants of a union, and follows the value', async () => {
    const schema = { oneOf: [{ type: 'object', properties: { by: { const: 'card' }, number: { type: 'string' } }, required: ['by', 'number'] }, { type: 'object', properties: { by: { const: 'invoice' }, company: { type: 'string' } }, required: ['by', 'company'] }, { type: 'null' }] }
    const { held, screen } = await open(schema, { by: 'invoice', company: 'Acme' })
    await expect.element(screen.getByLabelText('company')).toHaveValue('Acme')
    await screen.getByLabelText('Kind of Value').selectOptions('card')
    await screen.getByLabelText('number').fill('4242')
    expect(held.value).toEqual({ by: 'card', number: '4242' })
    await screen.getByLabelText('Kind of Value').selectOptions('nothing')
    expect(held.value).toBe(null)
  })

  it('falls back to JSON, and keeps what is no JSON yet', async () => {
    const { held, screen } = await open({}, { a: 1 })
    await screen.getByLabelText('Value').fill('{"a": ')
    await expect.element(screen.getByRole('alert')).toHaveTextContent('This is not JSON yet')
    await expect.element(screen.getByLabelText('Value')).toHaveValue('{"a": ')
    expect(held.value).toEqual({ a: 1 })
    await screen.getByLabelText('Value').fill('[true]')
    expect(held.value).toEqual([true])
  })

  it('takes no number that would become another without a word', async () => {
    const any = await open({}, { id: 1 })
    await any.screen.getByLabelText('Value').fill('{"id": 9007199254740993}')
    await expect.element(any.screen.getByRole('alert')).toHaveTextContent('The number 9007199254740993 cannot be held exactly')
    expect(any.held.value).toEqual({ id: 1 })
    await any.screen.getByLabelText('Value').fill('{"id": "9007199254740993"}')
    expect(any.held.value).toEqual({ id: '9007199254740993' })
    await any.screen.unmount()
    const number = await open({ type: 'number' }, 3)
    await number.screen.getByLabelText('Value').fill('9007199254740993')
    await expect.element(number.screen.getByRole('alert')).toHaveTextContent('9007199254740993 cannot be held exactly')
    expect(number.held.value).toBe(3)
  })

  it('has what is no JSON yet again when it comes back over the same value, where it is to be kept', async () => {
    const show = (value: Json) => render(<SchemaForm schema={{}} value={value} onChange={() => undefined} idPrefix="kept" keepsText label="Value" />)
    const first = await show({ a: 1 })
    await first.getByLabelText('Value').fill('{"a": ')
    await first.unmount()
    const other = await show({ a: 2 })
    await expect.element(other.getByLabelText('Value')).toHaveValue(JSON.stringify({ a: 2 }, null, 2))
    await other.unmount()
    const again = await show({ a: 1 })
    await expect.element(again.getByLabelText('Value')).toHaveValue('{"a": ')
    await again.getByLabelText('Value').fill('{"a": 3}')
    await again.unmount()
    await expect.element((await show({ a: 1 })).getByLabelText('Value')).toHaveValue(JSON.stringify({ a: 1 }, null, 2))
  })

  it('shows a problem at the field of its pointer, and stops at a recursive schema', async () => {
    const schema = { $ref: '#/$defs/node', $defs: { node: { type: 'object', properties: { name: { type: 'string' }, child: { $ref: '#/$defs/node' } }, required: ['name'] } } }
    const { screen } = await open(schema, { name: 'a', child: { name: '' } }, [{ path: '/child/name', message: 'A name is needed.' }])
    const inner = screen.getByRole('group', { name: 'child' })
    await expect.element(inner.getByLabelText('name')).toHaveAccessibleDescription('A name is needed.')
    await expect.element(inner.getByRole('switch', { name: 'child' })).toBeVisible()
  })
})

import { expectAccessible } from './accessible.ts'
import { expect, test } from './page.ts'
import { ask, create, type Doc, item, openEditor, panel, publish } from './versioned.ts'

let made = 0
const sample = (): Doc => {
  const name = `override_${Date.now().toString(36)}_${++made}`
  return { name, title: `Override ${name}`, steps: [{ name: 'answer', title: 'Answer', kind: 'expression', config: { expr: '1' } }, { name: 'told', title: 'Told', kind: 'debug', arguments: [{ name: 'value', from: { result: 'answer' } }] }], return: 'answer' }
}

test('settings are tried in one run, accepted because it went well, and stand in the next version with that run', async ({ page, request }) => {
  const id = await create(request, sample())
  await publish(request, id, 'The first one')
  await openEditor(page, id)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const run = page.getByRole('dialog', { name: /^Run Override/ })
  await run.getByRole('button', { name: 'Override settings for this run …' }).click()

  const override = page.getByRole('dialog', { name: 'Override settings for one run' })
  await expect(override.getByText('Nothing is set otherwise yet')).toBeVisible()
  await expect(override.getByRole('button', { name: 'Run with it …' })).toBeDisabled()
  await override.getByRole('textbox', { name: 'Name of the override' }).fill('Two instead of one')
  await override.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Expression' }).click()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('2')
  await expect(override.getByRole('list', { name: 'What it sets' })).toContainText(/answer · expr/i)
  await expectAccessible(page, { within: '[role=dialog]' })
  await override.getByRole('button', { name: 'Run with it …' }).click()
  await expect(run.getByRole('region', { name: 'Override Two instead of one' })).toContainText(/answer · expr/i)
  await run.getByRole('button', { name: /^Run/ }).last().click()

  await expect(page).toHaveURL(/\/runs\//)
  await expect(page.getByRole('note', { name: 'Trial' })).toContainText('Run with the override "Two instead of one", which sets Answer otherwise.')
  // the draft is as it was
  expect((await ask<{ document: { steps: { config: unknown }[] } }>(request, 'workflow.get', { id })).document.steps[0]?.config).toEqual({ expr: '1' })
  const address = new URL(page.url()).pathname
  await page.getByRole('button', { name: 'Accept override …' }).first().click()
  const accept = page.getByRole('dialog', { name: 'Accept "Two instead of one"?' })
  await expect(accept.getByRole('list', { name: 'What it sets' })).toContainText(/answer · expr/i)
  await accept.getByRole('button', { name: 'Accept into the draft' }).click()

  await expect(page).toHaveURL(new RegExp(`/workflow/${id}`))
  await page.getByRole('button', { name: /^Versions/ }).click()
  await expect(panel(page).getByRole('list', { name: 'Proved overrides' })).toContainText('Two instead of one, proved by a run')
  await publish(request, id, 'The second one')
  await page.reload()
  await page.getByRole('button', { name: /^Versions/ }).click()
  const proof = item(page, 2).getByRole('list', { name: 'Proved overrides' })
  await expect(proof).toContainText('Two instead of one')
  await proof.getByRole('link', { name: 'a run' }).click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))
})

test('what is no setting cannot be overridden for one run, and says so', async ({ page, request }) => {
  const id = await create(request, sample())
  await openEditor(page, id)
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('Override settings')
  await page.keyboard.press('Enter')
  const override = page.getByRole('dialog', { name: 'Override settings for one run' })
  const name = override.getByRole('complementary', { name: 'Inspector' }).getByRole('textbox', { name: 'Name', exact: true })
  await name.fill('another')
  await name.press('Enter')
  await expect(override.getByRole('alert')).toContainText('are changed in the draft')
  await override.getByRole('button', { name: 'Not now' }).click()
  await expect(override).toBeHidden()
  expect((await ask<{ document: { steps: { name: string }[] } }>(request, 'workflow.get', { id })).document.steps.map((step) => step.name)).toEqual(['answer', 'told'])
})

test('who composes whom is drawn beside the versions, and leads there', async ({ page, request }) => {
  const inner = sample()
  const innerId = await create(request, inner)
  await publish(request, innerId)
  const outer = `outer_${inner.name}`
  await create(request, { name: outer, title: 'The outer one', steps: [{ name: 'in', kind: 'compose', config: { workflow: `${inner.name}@1` } }] })
  await openEditor(page, innerId)
  await page.getByRole('button', { name: /^Versions/ }).click()
  await page.getByRole('tab', { name: 'Who uses it' }).click()
  const graph = page.getByRole('region', { name: 'Dependency graph' })
  await expect(graph.getByRole('list', { name: 'Who composes whom' })).toContainText(`${outer} composes ${inner.name}: draft → @1`)
  await graph.getByRole('link', { name: 'The outer one' }).click()
  await expect(page.getByRole('textbox', { name: 'Workflow title' }).or(page.getByRole('heading', { name: 'The outer one' })).first()).toBeVisible()
})

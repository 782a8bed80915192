import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { DEMO_URL } from '../ports.ts'
import { expect, sentence, test, withMotion } from './page.ts'

test.use(withMotion)

/** Milliseconds that something takes which is still under way when the picture is taken. */
const long = 30_000
const width = { editor: 1440, run: 1224 }

const code = (name: string, source: string, more: object = {}) => ({ name, kind: 'code', config: { source }, ...more })
const after = (name: string) => ({ waitFor: [name] })
const slow = (name: string, more: object = {}) => ({ name, kind: 'http.request', config: { method: 'GET', url: `${DEMO_URL}/slow?ms=${long}` }, ...more })
const declined = { name: 'charge_card', kind: 'fail', config: { message: 'the card was declined' }, ...after('reserve_hotel') }

/** A trip of four steps; what its card and the undo of its hotel do makes the scene. */
function trip(scene: string, card: object, cancelHotel: object) {
  const positions = Object.fromEntries(['reserve_flight', 'reserve_hotel', 'charge_card', 'confirm'].map((name, at) => [name, [352 * at, 0]]))
  return {
    eddy: 1,
    name: `scene_${scene}`,
    title: 'A trip',
    steps: [code('reserve_flight', 'return 1', { undo: 'cancel_flight' }), code('reserve_hotel', 'return 2', { undo: 'cancel_hotel', ...after('reserve_flight') }), card, code('confirm', 'return 4', after('charge_card'))],
    handlers: [code('cancel_flight', 'return null'), cancelHotel],
    view: { positions },
  }
}

const calm = code('cancel_hotel', 'return null')
const scenes = {
  editing: trip('editing', slow('charge_card', after('reserve_hotel')), calm),
  running: trip('running', slow('charge_card', after('reserve_hotel')), calm),
  'rolling back': trip('rolling_back', declined, slow('cancel_hotel')),
  'one stuck undo': trip('one_stuck_undo', declined, code('cancel_hotel', 'return eddy.fail("the hotel does not answer", { retryable: false })')),
}

const looks = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'high contrast': { colorScheme: 'light', contrast: 'more' },
  'reduced motion': { colorScheme: 'dark', reducedMotion: 'reduce' },
} as const

type Scene = keyof typeof scenes

async function show(page: Page, scene: Scene): Promise<void> {
  const { id } = (await (await page.request.post('/trpc/workflow.create', { data: { document: scenes[scene] } })).json()).result.data
  await page.setViewportSize({ width: scene === 'editing' ? width.editor : width.run, height: 900 })
  if (scene === 'editing') {
    await page.goto(`/workflow/${id}`)
    await page.getByRole('group', { name: /^Step Charge card/ }).click()
    return
  }
  const { runId } = (await (await page.request.post('/trpc/run.start', { data: { workflowId: id, input: {} } })).json()).result.data
  await page.goto(`/runs/${runId}`)
  const card = (title: string) => page.getByRole('group', { name: new RegExp(`^Step ${title}`) })
  if (scene === 'running') await expect(card('Charge card')).toContainText('Running')
  if (scene === 'rolling back') await expect(card('Reserve hotel')).toContainText('Undoing')
  if (scene === 'one stuck undo') await expect(sentence(page)).toContainText('could not be undone')
}

for (const [look, media] of Object.entries(looks)) {
  for (const scene of ['editing', 'running', 'rolling back', 'one stuck undo'] as const) {
    test(`${scene}, ${look}, looks as it did`, async ({ page }) => {
      await page.emulateMedia(media)
      await show(page, scene)
      const canvas = page.getByRole('region', { name: scene === 'editing' ? 'Canvas' : 'Run' })
      const zoom = await page.getByRole('button', { name: /^Zoom \d/ }).getAttribute('aria-label')
      expect(Number(/\d+/.exec(zoom ?? '')?.[0])).toBeGreaterThanOrEqual(59)
      expect(Number(/\d+/.exec(zoom ?? '')?.[0])).toBeLessThanOrEqual(61)
      await page.mouse.move(2, 2)
      // a mark that has just come fades in, a new workflow is stored
      await page.waitForTimeout(900)
      await expect(canvas).toHaveScreenshot(`${scene}-${look}.png`.replaceAll(' ', '-'), { animations: 'disabled', maxDiffPixelRatio: 0.01, stylePath: fileURLToPath(new URL('scenes.css', import.meta.url)) })
    })
  }
}

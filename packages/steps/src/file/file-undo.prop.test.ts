import { chmod, link, mkdir, symlink, writeFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openFileLab, type Call, type FileLab } from './testing/file-lab.ts'

const place = fc.constantFrom('a', 'b', 'f', 'f/a', 'f/b', 'f/g', 'f/g/a', 'link', 'broken', 'h', 'h/i/a', 'to-f/a')
const content = fc.constantFrom('', 'one', 'two', 'longer text')
const flag = fc.boolean()

const config = {
  'file.write': fc.record({ path: place, content, mode: fc.constantFrom('replace', 'append', 'exclusive'), createFolders: flag }),
  'file.append': fc.record({ path: place, content, createFolders: flag }),
  'file.copy': fc.record({ from: place, to: place, overwrite: flag, createFolders: flag }),
  'file.move': fc.record({ from: place, to: place, overwrite: flag, createFolders: flag }),
  'file.rm': fc.record({ path: place, recursive: flag, ignoreMissing: flag }),
  'file.mkdir': fc.record({ path: place }),
  'file.touch': fc.record({ path: place, createFolders: flag }),
  'file.chmod': fc.record({ path: place, mode: fc.constantFrom('000', '600', '755', '4711') }),
  'file.link': fc.record({ from: place, to: place, symbolic: flag, overwrite: flag, createFolders: flag }),
  'file.lock': fc.record({ path: fc.constantFrom('l.lock', 'f/l.lock') }),
  'file.unlock': fc.record({ path: fc.constantFrom('l.lock', 'f/l.lock') }),
}

const call: fc.Arbitrary<{ readonly kind: string; readonly config: Call['config']; readonly again: boolean }> = fc.oneof(
  ...Object.entries(config).map(([kind, arbitrary]) => fc.record({ kind: fc.constant(kind), config: arbitrary as fc.Arbitrary<Call['config']>, again: flag })),
)

async function furnish(lab: FileLab): Promise<void> {
  await mkdir(lab.at('f/g'), { recursive: true })
  for (const file of ['a', 'f/a', 'f/g/a']) await writeFile(lab.at(file), `in ${file}`)
  await link(lab.at('a'), lab.at('b'))
  await symlink('f/a', lab.at('link'))
  await symlink('nowhere', lab.at('broken'))
  await symlink('f', lab.at('to-f'))
  await chmod(lab.at('f/g'), 0o711)
}

it('whatever file steps do, undone in reverse they leave everything as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
      const lab = await openFileLab()
      try {
        await furnish(lab)
        const done: { readonly call: Call; readonly before: Awaited<ReturnType<FileLab['tree']>> }[] = []
        for (const [index, { again, ...rest }] of calls.entries()) {
          const numbered = { ...rest, key: `run/step${index}/1` }
          const before = await lab.tree()
          const outcome = await lab.run(numbered)
          // a step that fails has done nothing; one that is repeated does it once
          if (outcome.kind !== 'ok') expect(await lab.tree()).toEqual(before)
          else done.push({ call: numbered, before })
          if (again && outcome.kind === 'ok') expect((await lab.run(numbered)).kind).toBe('ok')
        }
        for (const { call, before } of done.toReversed()) {
          expect(await lab.undo(call)).toMatchObject({ kind: 'ok' })
          expect(await lab.tree()).toEqual(before)
        }
        const fresh = await openFileLab()
        await furnish(fresh)
        const [now, first] = [await lab.tree(), await fresh.tree()]
        await fresh.close()
        expect(now).toEqual(first)
      } finally {
        await lab.close()
      }
    }),
    { numRuns: 40 },
  )
})

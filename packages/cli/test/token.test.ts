import { expect, it } from 'vitest'
import { eddy, program } from './eddy.ts'
import { sharedServer } from './shared-server.ts'

const server = sharedServer()

it('makes a token whose secret is alone on stdout, lists it without, and revokes it', { timeout: 120_000 }, async () => {
  const made = await program('token', 'create', 'nightly', '--scope', 'run', '--expires', '30d')
  expect([made.code, made.err]).toEqual([0, 'The token "nightly" may run for 30d. Its secret is not shown again.'])
  expect(made.out).toMatch(/^eddy_[\w-]{43}$/)
  const status = async () => (await fetch(`${server.url}/api/v1/runs`, { headers: { authorization: `Bearer ${made.out}` } })).status
  expect(await status()).toBe(200)
  const listed = await eddy('token', 'list')
  expect(listed.out).toMatch(/ active {3}run +nightly {2}eddy_.{4}… {2}until \S+ {2}used /)
  expect(listed.out).not.toContain(made.out)
  expect((await eddy('token', 'revoke', 'nightly')).out).toBe('The token "nightly" is revoked.')
  expect(await status()).toBe(401)
  expect(await eddy('token', 'revoke', 'nightly')).toMatchObject({ code: 2 })
  expect((await eddy('token', 'create', 'x', '--scope', 'all')).err).toContain('there is no scope "all"')
  expect((await eddy('token', 'create', 'x', '--expires', 'soon')).err).toContain('no time such as 12h')
})

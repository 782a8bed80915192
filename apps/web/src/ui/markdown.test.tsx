import { expect, it } from 'vitest'
import { render } from 'vitest-browser-react'
import { Markdown } from './markdown.tsx'

it('draws paragraphs, lists, code and bold text', async () => {
  const { container } = await render(<Markdown text={'One **bold** and `code`\non two lines.\n\n- first\n- *second*\n\n```\nx < 1\n```'} />)
  expect(container.innerHTML).toContain('<p>One <strong>bold</strong> and <code>code</code> on two lines.</p><ul><li>first</li><li><em>second</em></li></ul><pre><code>x &lt; 1</code></pre>')
})

it('never makes markup of what is in the text', async () => {
  const { container } = await render(<Markdown text={'<img src=x onerror=alert(1)> [a](javascript:alert(1)) [b](https://example.org)'} />)
  expect(container.querySelectorAll('img')).toHaveLength(0)
  expect([...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))).toEqual(['https://example.org'])
})

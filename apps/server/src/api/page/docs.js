// The viewer over this server's own document; nothing is asked of anybody else.
const dark = matchMedia('(prefers-color-scheme: dark)')
const shade = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', shade)
shade()

const docs = document.getElementById('docs')

/** What the viewer leaves out: names of its lists, and a way by keyboard into what scrolls. */
function complete() {
  for (const region of docs.querySelectorAll('pre.microlight:not([tabindex]), .highlight-code:not([tabindex])')) region.setAttribute('tabindex', '0')
  for (const list of docs.querySelectorAll('select:not([aria-label])')) list.setAttribute('aria-label', 'Choose')
  for (const field of docs.querySelectorAll('textarea:not([aria-label]), input:not([aria-label])')) field.setAttribute('aria-label', field.getAttribute('placeholder') || 'Value')
}

/** What stands outside the list of operations has a name of its own; what stands below the title is one level below it. */
function place() {
  const about = docs.querySelector('.information-container')
  about?.setAttribute('role', 'region')
  about?.setAttribute('aria-label', 'About this API')
  const filter = docs.querySelector('.filter-container')
  filter?.setAttribute('role', 'search')
  // the viewer leaves levels out: group, part of an operation, part of that
  for (const heading of docs.querySelectorAll('h3:not([aria-level]), h4:not([aria-level]), h5:not([aria-level])')) heading.setAttribute('aria-level', String(Number(heading.localName.slice(1)) - 1))
}

new MutationObserver(() => {
  complete()
  place()
}).observe(docs, { childList: true, subtree: true })

globalThis.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  // links in the heads of operations would be controls inside of controls
  deepLinking: false,
  docExpansion: 'list',
  defaultModelsExpandDepth: -1,
  filter: true,
  validatorUrl: null,
  presets: [globalThis.SwaggerUIBundle.presets.apis],
  layout: 'BaseLayout',
})

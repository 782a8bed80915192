// The import arrows of ARCHITECTURE.md, as rules.
const only = (name, from, to) => ({ name, severity: 'error', from: { path: from, pathNot: '\\.(test|spec|prop)\\.|/test/|vitest\\.config|vite\\.config' }, to: { path: '^(apps|packages)/', pathNot: to } })

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    only('workflow-imports-nothing', '^packages/workflow/', '^packages/workflow/'),
    only('engine-imports-workflow', '^packages/engine/', '^packages/(engine|workflow)/'),
    only('steps-import-engine-and-workflow', '^packages/steps/', '^packages/(steps|engine|workflow)/'),
    only('cli-imports-packages', '^packages/cli/', '^packages/'),
    only('demo-imports-nothing', '^apps/demo/', '^apps/demo/'),
    only('server-imports-packages-and-demo', '^apps/server/', '^(packages/(workflow|engine|steps)|apps/(server|demo))/'),
    only('web-imports-pure-packages', '^apps/web/', '^(packages/(workflow|engine|steps)|apps/(web|server))/'),
    { name: 'web-takes-only-contracts-of-steps', severity: 'error', from: { path: '^apps/web/src' }, to: { path: '^packages/steps/src/', pathNot: '^packages/steps/src/contract\\.ts$' } },
    { name: 'web-takes-only-the-type-of-the-router', severity: 'error', from: { path: '^apps/web/src' }, to: { path: '^apps/server/', dependencyTypesNot: ['type-only'] } },
    ...['canvas', 'palette', 'inspector', 'runs'].map((feature) => ({
      name: `${feature}-imports-no-other-feature`,
      severity: 'error',
      from: { path: `^apps/web/src/${feature}/` },
      to: { path: '^apps/web/src/(app|canvas|palette|inspector|runs)/', pathNot: `^apps/web/src/${feature}/` },
    })),
    { name: 'web-base-imports-no-feature', severity: 'error', from: { path: '^apps/web/src/(ui|store)/' }, to: { path: '^apps/web/src/(app|canvas|palette|inspector|runs)/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|generated|node_modules)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.css', '.json'] },
  },
}

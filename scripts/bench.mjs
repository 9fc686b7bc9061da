// npm run bench -- <name> [options]: measures tests/bench/<name>.ts; the options are the bench's own. Without a name all
// run, one after another, and docs/benchmarks.md and out/bench.json say what was measured, on what machine and when.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem, type as system } from 'node:os'
import { join } from 'node:path'
import { ensureDependencies } from './dependencies.mjs'
import { outFolder, projectFolder, say } from './project.mjs'

ensureDependencies()
const { buildForNode } = await import('./build-for-node.mjs')

const benches = readdirSync(join(projectFolder, 'tests/bench'))
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -'.ts'.length))
const [name, ...parameters] = process.argv.slice(2)
if (name === undefined) await all()
else if (benches.includes(name)) process.exitCode = await one(name)
else {
  console.error(`Usage: npm run bench [-- <name> [options]]. Names: ${benches.join(', ')}`)
  process.exitCode = 2
}

/** @param {string} bench @returns {Promise<number>} the exit code */
async function one(bench) {
  const worker = await buildForNode('src-main/archive.worker.ts', 'bench')
  const command = [process.execPath, await buildForNode(`tests/bench/${bench}.ts`, 'bench'), ...parameters]
  if (bench !== 'start') {
    const env = { ...process.env, WATCHPOST_WORKER: worker }
    return spawnSync(process.execPath, command.slice(1), { stdio: 'inherit', env }).status ?? 1
  }
  // It opens windows: the program as it is built, on a display.
  const { prepare } = await import('./prepare.mjs')
  const { runOnDesktop } = await import('./desktop.mjs')
  const { build } = await import('./tool.mjs')
  const environment = await prepare({ forTests: true })
  build(environment)
  return runOnDesktop(command, { ...environment, WATCHPOST_WORKER: worker })
}

async function all() {
  const { linesOf } = await import('./bench-figures.mjs')
  /** @type {{ bench: string, seconds: number, result: Record<string, unknown>, lines: import('./bench-figures.mjs').Line[] }[]} */
  const measured = []
  for (const bench of benches) {
    say(`measuring ${bench}`)
    const from = performance.now()
    // A process of its own for each, so that one that fails takes no other with it.
    const done = spawnSync(process.execPath, [import.meta.filename, bench, '--json'], {
      cwd: projectFolder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 64 * 1024 * 1024,
    })
    const printed = done.stdout.split('\n').findLast(line => line.startsWith('{'))
    const result = done.status === 0 && printed !== undefined ? JSON.parse(printed) : {}
    const lines = linesOf(bench, result)
    measured.push({ bench, seconds: Math.round((performance.now() - from) / 1000), result, lines })
    for (const { what, met } of lines) if (met === false) say(`${bench}: ${what}: NOT MET`)
  }
  const machine = {
    processor: cpus()[0]?.model.trim() ?? '',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    system: `${system()} ${release()}`,
    node: process.versions.node,
    electron: measured.find(({ bench }) => bench === 'start')?.result['electron'] ?? null,
  }
  const date = new Date().toISOString()
  mkdirSync(outFolder, { recursive: true })
  writeFileSync(join(outFolder, 'bench.json'), `${JSON.stringify({ date, machine, measured }, null, 2)}\n`)
  const page = join(projectFolder, 'docs/benchmarks.md')
  mkdirSync(join(projectFolder, 'docs'), { recursive: true })
  writeFileSync(page, await formatted(pageOf({ date, machine, measured }), page))
  say('written: docs/benchmarks.md, out/bench.json')
  if (measured.some(({ lines }) => lines.some(({ met }) => met === false))) process.exitCode = 1
}

/**
 * @param {{ date: string, machine: Record<string, unknown>,
 *   measured: { bench: string, seconds: number, result: Record<string, unknown>, lines: import('./bench-figures.mjs').Line[] }[] }} all
 */
function pageOf({ date, machine, measured }) {
  const rows = measured.flatMap(({ bench, lines }) =>
    lines.map(({ what, value, unit, baseline, beside, ratio, limit, met }) =>
      [
        bench,
        what,
        value === null ? 'not measured' : `${value} ${unit}`,
        baseline === null ? beside : `${baseline} ${unit} (${beside})`,
        ratio ?? '',
        limit,
        met === null ? '' : met ? 'met' : '**NOT MET**',
      ].join(' | '),
    ),
  )
  return `# Benchmarks

Measured by \`npm run bench\` on ${date.slice(0, 10)} at ${date.slice(11, 16)} UTC: ${machine['processor']}, ${machine['cores']} cores,
${machine['memoryGb']} GB, ${machine['system']}, Node ${machine['node']}, Electron ${machine['electron'] ?? 'not known'}. A ratio is to a baseline measured in the
same run. What each bench does stands at the head of its file in \`tests/bench/\`, the limits in \`tests/bench/limits.json\`.

| bench | figure | measured | baseline | ratio | limit | |
| --- | --- | --- | --- | --- | --- | --- |
${rows.map(row => `| ${row} |`).join('\n')}

Seconds each took: ${measured.map(({ bench, seconds }) => `${bench} ${seconds}`).join(', ')}.
`
}

/** As `npm run check` wants it. @param {string} text @param {string} file */
async function formatted(text, file) {
  const { format, resolveConfig } = await import('prettier')
  return format(text, { ...(await resolveConfig(file)), filepath: file })
}

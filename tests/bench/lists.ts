/**
 * npm run bench -- lists [--rows N] [--json]
 * Imports a customer list of N rows through the real archive worker, and asks something small every 5 ms meanwhile:
 * the longest wait for an answer is what a person at the desk would feel.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchArchive } from '../support/benchArchive'

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
})
const rows = Number(values.rows)
const folder = mkdtempSync(join(tmpdir(), 'watchpost-bench-'))
const archive = benchArchive(folder)
const { call } = archive

let longest = 0
let asking = true
const watch = async (): Promise<void> => {
  while (asking) {
    const from = performance.now()
    await call('office.entry', {}, false)
    longest = Math.max(longest, performance.now() - from)
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
const stages: { stage: string; seconds: number; longest_wait_ms: number }[] = []
const stage = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  longest = 0
  const from = performance.now()
  const value = await work()
  stages.push({
    stage: name,
    seconds: Math.round(performance.now() - from) / 1000,
    longest_wait_ms: Math.round(longest),
  })
  return value
}

const office = { name: '丰州办事处', outletCode: 'FZ', address: '', phone: '', timeZone: 'Asia/Shanghai' }
const administrator = { signInName: 'bench', displayName: 'bench', password: '青山 tulip 47 夜航船' }
const lines = Array.from(
  { length: rows },
  (_, index) =>
    `C${String(index).padStart(6, '0')},丰州第${index}机械有限公司,A区,丰州市东街 ${index} 号,张三${index % 1000},138${String(index).padStart(8, '0')}`,
)
const content = new TextEncoder().encode(['客户编号,客户名称,区域,地址,联系人,联系电话', ...lines].join('\n'))

const run = async (): Promise<void> => {
  try {
    await call('access.setUp', { office, administrator, sample: false })
    const watching = watch()
    const read = await stage('read', () => call('lists.read', { name: 'bench.csv', content }))
    const chosen = { reading: read['reading'], kind: 'customers', sheet: 0, header: 1 }
    const mapping = ['code', 'name', 'area', 'address', 'contact', 'phones']
    const staged = await stage('preview', () => call('lists.preview', { ...chosen, last: rows + 1, mapping }))
    await stage('write and file', () =>
      call('lists.commit', { id: staged['id'], leaveOutFaulty: false, leaveOutSimilar: false }),
    )
    await stage('export', () => call('lists.export', { kind: 'customers', format: 'csv', language: 'zh' }))
    await stage('undo', () => call('lists.undo', { id: staged['id'] }))
    asking = false
    await watching
    if (values.json) process.stdout.write(`${JSON.stringify({ rows, stages })}\n`)
    else console.table(stages)
  } finally {
    asking = false
    await archive.leave()
    rmSync(folder, { recursive: true, force: true })
  }
}

void run()

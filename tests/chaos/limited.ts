/** A child under a limit that only the system can set: a file size, or a folder that may not be written to. Says what the desk answered. */
import { writeSync } from 'node:fs'
import { z } from 'zod'
import { v7 } from 'uuid'
import { diskFiles } from '../../src-main/archive/files'
import { emptyCustomer } from '../../src-main/features/customers/rules'
import { openForChaos, password } from './shared'

const { folder, account, attachment } = z
  .object({ folder: z.string(), account: z.int().nullable(), attachment: z.int() })
  .parse(JSON.parse(process.argv[2] ?? ''))
const answer = z.object({ ok: z.boolean(), code: z.string().optional(), value: z.unknown().optional() })

const run = async (): Promise<void> => {
  // The system's rules bind no root; everything is loaded, so nothing else needs reading.
  if (account !== null) {
    process.setgid?.(account)
    process.setuid?.(account)
  }
  const { call, leave } = openForChaos(folder, '/none', diskFiles, v7)
  const said = {
    signIn: '',
    acknowledged: 0,
    refused: '',
    attached: '',
    files: 0,
    readable: false,
    state: null as unknown,
  }
  const { code: signIn = 'ok' } = answer.parse(await call('access.signIn', { signInName: '王芳', password }))
  said.signIn = signIn
  said.state = answer.parse(await call('access.state', {})).value
  const add = async (): Promise<string> => {
    const code = `C${String(said.acknowledged).padStart(5, '0')}`
    const fields = { ...emptyCustomer, code, name: `丰州${code}`, notes: '说明'.repeat(300) }
    const { ok, code: refused = '', value } = answer.parse(await call('customers.add', fields))
    if (ok) said.acknowledged += 1
    said.refused = refused
    return ok ? z.object({ id: z.string() }).parse(value).id : ''
  }
  if (signIn === 'ok') {
    const owner = { ownerKind: 'customer', ownerId: await add() }
    if (said.refused === '') {
      const file = { ...owner, name: '图纸.pdf', content: new Uint8Array(attachment) }
      said.attached = answer.parse(await call('files.add', file)).code ?? 'ok'
      said.files = z.array(z.unknown()).parse(answer.parse(await call('files.list', owner)).value).length
    }
    while (said.refused === '') await add()
  }
  said.readable = answer.parse(await call('customers.search', { text: '丰州', limit: 5 })).ok
  writeSync(1, JSON.stringify(said))
  await leave()
}

void run()

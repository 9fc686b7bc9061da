/** npm run restore -- <backup> --identity <file> --out <folder>: opens a backup without the program, with headquarters' key. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { diskFiles } from './archive/files'
import { recoverTo } from './archive/recover'
import { Refused } from './contract/call'

const usage = 'Usage: npm run restore -- <backup> --identity <file with AGE-SECRET-KEY-1…> --out <empty folder>\n'

const run = async (): Promise<number> => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { identity: { type: 'string' }, out: { type: 'string' } },
  })
  const [backup] = positionals
  if (!backup || !values.identity || !values.out) {
    process.stderr.write(usage)
    return 2
  }
  const secret = /^AGE-SECRET-KEY-1[0-9A-Z]+$/m.exec(readFileSync(values.identity, 'utf8').toUpperCase())?.[0]
  if (!secret) {
    process.stderr.write(`${values.identity} holds no age identity\n`)
    return 2
  }
  try {
    const { office, createdAt, tables, attachments } = await recoverTo(backup, secret, values.out, diskFiles)
    process.stdout.write(`${office}, ${createdAt}\n`)
    for (const [name, rows] of Object.entries(tables)) if (rows > 0) process.stdout.write(`${name}\t${rows}\n`)
    process.stdout.write(`attachments\t${attachments}\n${values.out}/archive.sqlite is not encrypted: guard it.\n`)
    return 0
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    process.stderr.write(`refused: ${error.code}\n`)
    return 1
  }
}

void run().then(code => {
  process.exitCode = code
})

/** Messages: robots and mail against local servers, a queue that survives and sends nothing twice, keys that never come back. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer as createTcp } from 'node:net'
import type { AddressInfo, Server as TcpServer } from 'node:net'
import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ChannelSettings } from '../../src-main/features/messages/contract'
import { filledIn, waitAfter } from '../../src-main/features/messages/rules'
import { makeSenders } from '../../src-main/shell/senders'
import type { TestArchive } from '../support/archive'
import { codeOf, testArchive, valueOf } from '../support/archive'

type Heard = { url: string; body: string }
let heard: Heard[] = []
let answer: (response: ServerResponse, request: IncomingMessage) => void
let server: Server
let host = ''
const listening = async (of: Server | TcpServer): Promise<number> => {
  await new Promise<void>(resolve => of.listen(0, '127.0.0.1', resolve))
  return (of.address() as AddressInfo).port
}
const json =
  (body: object, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }

beforeEach(async () => {
  heard = []
  answer = json({ errcode: 0, errmsg: 'ok' })
  server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString()
    })
    request.on('end', () => {
      heard.push({ url: request.url ?? '', body })
      answer(response, request)
    })
  })
  host = `http://127.0.0.1:${await listening(server)}`
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise(resolve => server.close(resolve))
})

const send = (settings: ChannelSettings, text = '超时提醒') =>
  makeSenders({ fetch, now: () => 1_700_000_000_000, hosts: { wecom: host, dingtalk: host } })(settings, {
    id: 'm-1',
    subject: '',
    text,
  })
const wecom: ChannelSettings = { kind: 'wecom', secretKey: 'a b&c' }

describe('group robots', () => {
  it('WeCom gets the text under its key', async () => {
    expect(await send(wecom)).toBeNull()
    expect(heard).toEqual([
      { url: '/cgi-bin/webhook/send?key=a%20b%26c', body: '{"msgtype":"text","text":{"content":"超时提醒"}}' },
    ])
  })

  it('DingTalk gets time and signature', async () => {
    expect(await send({ kind: 'dingtalk', secretToken: 'token', signingSecret: 'SEC1' })).toBeNull()
    const sign = createHmac('sha256', 'SEC1').update('1700000000000\nSEC1').digest('base64')
    expect(new URL(host + (heard[0]?.url ?? '')).searchParams.get('sign')).toBe(sign)
    expect(heard[0]?.url).toContain('timestamp=1700000000000')
  })

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['a refused key', json({ errcode: 93000, errmsg: 'invalid webhook url' }), 'refused'],
    ['a wrong signature', json({ errcode: 310000, errmsg: 'sign not match' }), 'signedWrongly'],
    ['too many at once', json({ errcode: 45009, errmsg: 'freq' }), 'tooOften'],
    ['status 429', json({}, 429), 'tooOften'],
    ['a server in trouble', json({}, 502), 'unreachable'],
    ['an empty answer', response => response.end(), 'unexpected'],
    ['an answer that is no JSON', response => response.end('<html>'), 'unexpected'],
    ['an answer of another shape', json({ errcode: '0' }), 'unexpected'],
    ['an endless answer', response => response.end('x'.repeat(200_000)), 'unexpected'],
    [
      'a redirect elsewhere',
      response => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
      'unreachable',
    ],
    ['a broken connection', response => response.destroy(), 'unreachable'],
  ])('%s', async (_name, how, failure) => {
    answer = how
    expect(await send(wecom)).toBe(failure)
    expect(heard).toHaveLength(1)
  })

  it('refuses what the robot would refuse, before it leaves', async () => {
    expect(await send(wecom, '长'.repeat(700))).toBe('tooLong')
    expect(heard).toEqual([])
  })
})

describe('mail', () => {
  /** A mail server that says as little as the protocol asks. */
  const mailServer = (reply: (line: string) => string) => {
    const lines: string[] = []
    const tcp = createTcp(socket => {
      let data = false
      socket.write('220 local\r\n')
      socket.on('data', chunk => {
        for (const line of chunk.toString().split('\r\n').filter(Boolean)) {
          lines.push(line)
          if (data) {
            if (line !== '.') continue
            data = false
            socket.write('250 taken\r\n')
          } else {
            if (line === 'DATA') data = true
            socket.write(`${reply(line)}\r\n`)
          }
        }
      })
    })
    return { tcp, lines }
  }
  const polite = (line: string): string => (line === 'DATA' ? '354 go on' : line === 'QUIT' ? '221 bye' : '250 ok')
  const to = (port: number): ChannelSettings => ({
    kind: 'mail',
    host: '127.0.0.1',
    port,
    secure: false,
    user: '',
    password: '',
    sender: 'desk@fz.example',
    recipients: ['head@fz.example'],
  })

  it('arrives with its own id, so that a second one can be known', async () => {
    const { tcp, lines } = mailServer(polite)
    const port = await listening(tcp)
    expect(await send(to(port))).toBeNull()
    expect(lines).toContain('RCPT TO:<head@fz.example>')
    expect(lines.find(line => line.startsWith('Message-ID'))).toBe('Message-ID: <m-1@fz.example>')
    tcp.close()
    expect(await send(to(port))).toBe('unreachable')
  })

  it('a refused recipient is said as such', async () => {
    const { tcp } = mailServer(line => (line.startsWith('RCPT') ? '550 no such user' : polite(line)))
    expect(await send(to(await listening(tcp)))).toBe('refused')
    tcp.close()
  })
})

describe('the queue', () => {
  let archive: TestArchive
  const first = { offset: 0, limit: 50 }
  beforeEach(async () => {
    archive = testArchive()
    await valueOf(archive.api.messages.addChannel({ name: '群', escalations: true, active: true, settings: wecom }))
  })
  afterEach(() => {
    expect(archive.faults).toEqual([])
    archive.close()
  })
  const queue = async (text = '甲') => {
    const [channel] = await valueOf(archive.api.messages.channels({}))
    await valueOf(
      archive.api.messages.send({
        channelIds: [channel?.id ?? '', channel?.id ?? ''],
        subject: '',
        text,
        incidentId: null,
      }),
    )
  }
  const rows = async () => (await valueOf(archive.api.messages.page({ ...first, state: null }))).rows

  it('tries again with growing pauses, then waits for a person', async () => {
    await queue()
    for (let attempt = 1; attempt <= 8; attempt += 1) {
      expect(archive.due()).toContain('messages.deliver')
      await valueOf(archive.api.messages.deliver({}))
      expect(archive.due()).not.toContain('messages.deliver')
      archive.clock.advance(waitAfter('unreachable', attempt) ?? 0)
    }
    expect(await rows()).toMatchObject([{ state: 'failed', attempts: 8, failure: 'unreachable' }])
    archive.sendBy(() => Promise.resolve(null))
    const [failed] = await rows()
    await valueOf(archive.api.messages.retry({ id: failed?.id ?? '' }))
    expect(await valueOf(archive.api.messages.deliver({}))).toEqual({ sent: 1, failed: 0 })
    expect(await codeOf(archive.api.messages.retry({ id: failed?.id ?? '' }))).toBe('messages.notFailed')
  })

  it('sends nothing twice: not while it is leaving, not after the program ended meanwhile', async () => {
    await queue()
    let sent = 0
    let release: (() => void) | null = null
    archive.sendBy(
      () =>
        new Promise(resolve => {
          sent += 1
          release = () => {
            resolve(null)
          }
        }),
    )
    const leaving = archive.api.messages.deliver({})
    await new Promise(resolve => setTimeout(resolve, 20))
    await valueOf(archive.api.messages.deliver({}))
    expect(sent).toBe(1)
    expect((await rows())[0]?.state).toBe('sending')
    // The program ends here and starts again: nobody knows, so nothing is sent by itself.
    archive.restart()
    expect((await rows())[0]?.state).toBe('doubtful')
    expect(archive.due()).not.toContain('messages.deliver')
    ;(release as (() => void) | null)?.()
    await leaving
  })

  it('shows no key again, keeps none in the journal, and refuses a name used twice', async () => {
    await valueOf(
      archive.api.messages.addChannel({
        name: '邮件',
        escalations: false,
        active: true,
        settings: {
          kind: 'mail',
          host: 'mail.fz.example',
          port: 465,
          secure: true,
          user: 'u',
          password: 'geheim-1',
          sender: 'a@fz.example',
          recipients: ['b@fz.example'],
        },
      }),
    )
    expect(JSON.stringify(await valueOf(archive.api.messages.channels({})))).not.toMatch(/geheim|a b&c/)
    const inputs = archive.db.prepare<[], { input: string }>('SELECT input FROM journal_input').all()
    expect(inputs.map(({ input }) => input).join()).not.toMatch(/geheim|a b&c/)
    expect(
      await codeOf(archive.api.messages.addChannel({ name: '群', escalations: true, active: true, settings: wecom })),
    ).toBe('messages.nameTaken')
    expect(
      await codeOf(
        archive.as('manager').messages.addChannel({ name: 'x', escalations: true, active: true, settings: wecom }),
      ),
    ).toBe('core.roleTooLow')
  })

  it('a template says what its braces name and nothing else', () => {
    expect(filledIn('{number} {title} {constructor} {x}', { number: 'SJ-1', title: '甲' })).toBe(
      'SJ-1 甲 {constructor} {x}',
    )
  })
})

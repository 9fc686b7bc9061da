/** How messages leave: WeCom and DingTalk group robots over https, mail by SMTP. Time and size capped, no redirects. */
import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { channelSettings } from '../features/messages/contract'
import type { ChannelSettings, Failure, Message } from '../features/messages/contract'
import { limitedJson } from './limitedAnswer'

type Fetch = (url: string, init: RequestInit) => Promise<Response>
type Hosts = { wecom: string; dingtalk: string }
type Parts = {
  fetch: Fetch
  /** Milliseconds since 1970, which DingTalk's signature carries. */
  now: () => number
  /** SECURITY: the only hosts ever asked; tests name local servers (tests/archive/messages.test.ts). */
  hosts?: Hosts
}

const ownHosts: Hosts = { wecom: 'https://qyapi.weixin.qq.com', dingtalk: 'https://oapi.dingtalk.com' }
const patience = 15_000
/** Robots refuse longer ones: WeCom counts 2048 bytes, DingTalk 20,000. */
const longest = { wecom: 2048, dingtalk: 20_000 }
const largestAnswer = 64_000

/** Both robots answer 200 and say in the body whether they took it. */
const answer = z.looseObject({ errcode: z.int() })
const meaning: Record<number, Failure> = {
  45009: 'tooOften',
  130101: 'tooOften',
  310000: 'signedWrongly',
  93000: 'refused',
  300001: 'refused',
}

/** A robot's address with DingTalk's signature: HMAC-SHA256 over the time and the secret, Base64, URL-encoded. */
const addressOf = (
  settings: Extract<ChannelSettings, { kind: 'wecom' | 'dingtalk' }>,
  hosts: Hosts,
  at: number,
): string => {
  if (settings.kind === 'wecom')
    return `${hosts.wecom}/cgi-bin/webhook/send?key=${encodeURIComponent(settings.secretKey)}`
  const plain = `${hosts.dingtalk}/robot/send?access_token=${encodeURIComponent(settings.secretToken)}`
  if (settings.signingSecret === '') return plain
  const sign = createHmac('sha256', settings.signingSecret).update(`${at}\n${settings.signingSecret}`).digest('base64')
  return `${plain}&timestamp=${at}&sign=${encodeURIComponent(sign)}`
}

const failureOf = (error: unknown): Failure => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const name = error instanceof Error ? error.name : ''
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return 'timedOut'
  if (code === 'EAUTH' || code === 'EENVELOPE' || code === 'EMESSAGE') return 'refused'
  return 'unreachable'
}

export const makeSenders =
  ({ fetch, now, hosts = ownHosts }: Parts) =>
  async (unread: unknown, { id, subject, text }: Pick<Message, 'id' | 'subject' | 'text'>): Promise<Failure | null> => {
    try {
      const settings = channelSettings.parse(unread)
      return settings.kind === 'mail' ? await mail(settings) : await robot(settings)
    } catch (error) {
      return failureOf(error)
    }

    async function robot(to: Extract<ChannelSettings, { kind: 'wecom' | 'dingtalk' }>): Promise<Failure | null> {
      const content = subject === '' ? text : `${subject}\n${text}`
      if (Buffer.byteLength(content) > longest[to.kind]) return 'tooLong'
      const response = await fetch(addressOf(to, hosts, now()), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ msgtype: 'text', text: { content } }),
        redirect: 'error',
        signal: AbortSignal.timeout(patience),
      })
      if (response.status === 429) return 'tooOften'
      if (!response.ok) return response.status >= 500 ? 'unreachable' : 'refused'
      const body = await limitedJson(response, largestAnswer)
      const parsed = answer.safeParse(body.ok ? body.value : null)
      if (!parsed.success) return 'unexpected'
      return parsed.data.errcode === 0 ? null : (meaning[parsed.data.errcode] ?? 'refused')
    }

    async function mail(to: Extract<ChannelSettings, { kind: 'mail' }>): Promise<Failure | null> {
      const { host, port, secure, user, password, sender, recipients } = to
      const transport = createTransport({
        host,
        port,
        secure,
        ...(user === '' ? {} : { auth: { user, pass: password } }),
        connectionTimeout: patience,
        greetingTimeout: patience,
        socketTimeout: patience,
        disableFileAccess: true,
        disableUrlAccess: true,
      })
      // The same message keeps its id, so that a mail server may notice a second one.
      const domain = sender.slice(sender.indexOf('@') + 1)
      await transport.sendMail({ from: sender, to: recipients, subject, text, messageId: `<${id}@${domain}>` })
      return null
    }
  }

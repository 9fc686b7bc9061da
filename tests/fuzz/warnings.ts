/** Fuzz of pasted text: warnings, lists of holidays, hours, times and days as people type them. */
import { daysIn, rangesIn } from '../../src-main/features/office/typed.rules'
import { readSignal } from '../../src-main/features/weather/signals.rules'
import { sendWatched, watchedArchive } from './archive'
import type { Attack } from './attack'
import { spoiltText } from './spoiling'

const warnings = [
  '丰州市气象台24日8时30分发布暴雪橙色预警信号[Ⅱ级/严重]：预计未来12小时有暴雪。',
  '【福建省突发事件预警信息发布中心】永安县气象局2026年11月23日13时50分继续发布大风黄色预警信号：请注意防范。',
  '丰州市气象台23日13:20解除道路结冰黄色预警信号。',
  '丰州市气象台将暴雨蓝色预警升级为暴雨红色预警，来源：国家预警信息发布中心。',
  '应急管理局发布森林火险预警',
]
const holidays = ['2027-01-01 放假 元旦\n2027-01-03 上班 元旦调休\n', '2027年2月12日，休 春节\n2027.2.20 working x']
const hours = ['08:30-12:00 13:30-17:30', '8：30～12：00，13:30至24:00']
const pieces = [
  ...[
    '发布',
    '解除',
    '变更',
    '继续发布',
    '橙色预警信号',
    '红色',
    '气象台',
    '31日',
    '25时',
    '99分',
    '2月30日',
    '0000年',
    '9999年',
  ],
  ...[
    '：',
    '。',
    '[',
    '】',
    '\n',
    '\r',
    '放假',
    '班',
    '-',
    '24:00',
    '00:60',
    '来源',
    '预警',
    '白色',
    '\ud83d',
    '\u0000',
  ],
]

export const attackWarnings = (): Attack => {
  const archive = watchedArchive()
  const { api } = archive
  return {
    calls: 5,
    send: async (random, show) => {
      const doing = random.next()
      if (doing < 0.6) {
        const text = spoiltText(random.oneOf(warnings, ''), pieces, random)
        show('weather.readSignal', text)
        const read = await sendWatched(archive, api, 'weather.readSignal', { text }, true)
        if (read.kind !== 'accepted' || random.chance(0.5)) return read
        const reading = readSignal(text, archive.clock.now(), 'Asia/Shanghai')
        if (!reading) return { kind: 'unexpected', what: 'read by the call and not by the rule' }
        const { issuer, type, color, action, issuedAt } = reading
        const typed = {
          text,
          issuer,
          type,
          color,
          action,
          issuedAt: issuedAt ?? archive.clock.now(),
          expiresAt: null,
          areas: [],
        }
        show('weather.addSignal', typed)
        return sendWatched(archive, api, 'weather.addSignal', typed, false)
      }
      if (doing < 0.85) {
        const text = spoiltText(random.oneOf(holidays, ''), pieces, random)
        show('office.changeDays', text)
        const read = daysIn(text)
        if ('wrong' in read) return { kind: 'refused' }
        return sendWatched(archive, api, 'office.changeDays', read, false)
      }
      const text = spoiltText(random.oneOf(hours, ''), pieces, random)
      show('office.changeHours', text)
      const ranges = rangesIn(text)
      if (!ranges) return { kind: 'refused' }
      return sendWatched(
        archive,
        api,
        'office.changeHours',
        { weekdays: Array.from({ length: 7 }, () => ranges) },
        false,
      )
    },
    close: archive.close,
  }
}

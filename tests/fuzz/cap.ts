/** Fuzz of the CAP reader: alerts whole, wrong in a tag, a time or a type, too deep, too wide, with document types and foreign encodings. */
import { sendWatched, watchedArchive } from './archive'
import type { Attack } from './attack'
import type { Random } from './random'
import { spoiltBytes, spoiltText } from './spoiling'

const alertOf = (number: number, random: Random): string =>
  `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>X${number}</identifier><sender>s</sender><sent>2026-11-23T1${random.below(4)}:00:00+08:00</sent><status>${random.oneOf(['Actual', 'Exercise'], 'Actual')}</status><msgType>${random.oneOf(['Alert', 'Update', 'Cancel', 'constructor'], 'Alert')}</msgType><references>s,X${number - 1},2026-11-23T10:00:00+08:00</references><info><language>zh-CN</language><event>暴雪</event><senderName>丰州市气象台</senderName><headline>丰州市气象台发布暴雪红色预警信号</headline><effective>2026-11-23T13:00:00+08:00</effective><expires>2026-11-25T07:00:00+08:00</expires><description>大雪。</description><parameter><valueName>a</valueName><value>1</value></parameter><area><areaDesc>丰州市</areaDesc></area></info></alert>`

const pieces = [
  '<!DOCTYPE a [<!ENTITY x "y">]>',
  '<!doctype a SYSTEM "file:///etc/passwd">',
  '<!ENTITY % y SYSTEM "http://127.0.0.1/">',
  '&x;',
  '&#0;',
  '&#xD800;',
  '&lt;',
  '<![CDATA[',
  ']]>',
  '<!--',
  '-->',
  '<?pi ?>',
  '<info>',
  '</info>',
  '<info/>',
  '<area/>',
  '<__proto__><x>1</x></__proto__>',
  '<constructor>1</constructor>',
  '<toString/>',
  '<cap:info xmlns:cap="x">',
  '<sent>+012026-11-23T00:00:00Z</sent>',
  '<expires>+275760-09-13T00:00:00Z</expires>',
  '<effective>-000001-01-01T00:00:00Z</effective>',
  '<identifier>',
  ' a="x" a="y"',
  'xml:lang="zh"',
  '\ud800',
]
const large = (random: Random): string =>
  random.oneOf(
    [
      '<a>'.repeat(300_000),
      '<info>'.repeat(100_000),
      `<alert x="${'y'.repeat(900_000)}"/>`,
      `<alert ${'x="1" '.repeat(100_000)}/>`,
      `<alert><info>${'<area><areaDesc>丰州</areaDesc></area>'.repeat(15_000)}</info></alert>`,
      '<'.repeat(900_000),
      '<!['.repeat(200_000),
      '&'.repeat(900_000),
    ],
    '',
  )

export const attackCap = (): Attack => {
  const archive = watchedArchive()
  let number = 0
  return {
    calls: 1,
    send: (random, show) => {
      number += 1
      const text = random.chance(0.01) ? large(random) : alertOf(number, random)
      const written = random.chance(0.7) ? spoiltText(text, pieces, random) : text
      const utf16 = random.chance(0.05)
      const whole = Buffer.from(written, utf16 ? 'utf16le' : 'utf8')
      const bytes = new Uint8Array(random.chance(0.3) ? spoiltBytes(whole, random) : whole)
      show('weather.importCap', written.slice(0, 300))
      return sendWatched(archive, archive.api, 'weather.importCap', { bytes }, false)
    },
    close: archive.close,
  }
}

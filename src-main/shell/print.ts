/** Paper: a hidden page lays one document out, and is printed or saved as PDF from there. */
import { writeFile } from 'node:fs/promises'
import type { BrowserWindow, WebContents } from 'electron'
import { z } from 'zod'
import { Refused } from '../contract/call'
import { sheets } from '../features/paper/contract'
import type { paper, PaperDocument, Sheet } from '../features/paper/contract'
import { askWhereToSave } from './dialogs'
import type { ShellHandlers } from './answers'

type Parts = { openHidden: (route: string) => BrowserWindow }

const laidOut = z.object({ state: z.enum(['waiting', 'ready', 'failed']), margin: z.string(), name: z.string() })

/** The page marks itself; a document of thousands of lines takes a while. */
const patience = 60_000
const beat = 50

const escaped = (text: string): string => text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`)

const footer = (margin: string, language: string): string => `
  <div style="width:100%;padding:0 10mm;font-size:8pt;font-family:'Microsoft YaHei UI','Noto Sans CJK SC',sans-serif;display:flex;justify-content:space-between">
    <span>${escaped(margin)}</span>
    <span>${language === 'en' ? 'Page' : '第'} <span class="pageNumber"></span>${language === 'en' ? ' of ' : ' 页，共 '}<span class="totalPages"></span>${language === 'en' ? '' : ' 页'}</span>
  </div>`

const inch = 25.4
const margins = {
  A4: { top: 14 / inch, bottom: 18 / inch, left: 15 / inch, right: 15 / inch },
  A5: { top: 9 / inch, bottom: 14 / inch, left: 10 / inch, right: 10 / inch },
  // The perforated edges of continuous forms are 12.7 mm wide.
  form: { top: 6 / inch, bottom: 10 / inch, left: 18 / inch, right: 18 / inch },
} as const

export const paperHandlers = ({ openHidden }: Parts): ShellHandlers<typeof paper> => {
  const documents = new Map<WebContents, { document: PaperDocument; sheet: Sheet }>()

  const layOut = async <T>(
    asked: { document: PaperDocument; sheet: Sheet },
    use: (contents: WebContents, laid: z.output<typeof laidOut>) => Promise<T>,
  ): Promise<T> => {
    const window = openHidden('#/paper')
    const contents = window.webContents
    documents.set(contents, asked)
    try {
      const until = Date.now() + patience
      for (;;) {
        const told: unknown = await contents.executeJavaScript(
          `({ state: document.documentElement.dataset.paper ?? 'waiting', margin: document.documentElement.dataset.margin ?? '', name: document.title })`,
        )
        const laid = laidOut.parse(told)
        if (laid.state === 'ready') return await use(contents, laid)
        if (laid.state === 'failed' || Date.now() > until) throw new Refused('paper.failed')
        await new Promise(resolve => setTimeout(resolve, beat))
      }
    } finally {
      documents.delete(contents)
      if (!window.isDestroyed()) window.destroy()
    }
  }

  return {
    content: (_input, { page: asking }) => documents.get(asking) ?? null,

    print: ({ document, sheet }) =>
      layOut(
        { document, sheet },
        contents =>
          new Promise((resolve, reject) => {
            const { width, height } = sheets[sheet]
            const pageSize = sheet === 'form' ? { width: width * 1000, height: height * 1000 } : sheet
            contents.print({ silent: false, pageSize, printBackground: true }, (success, reason) => {
              if (success) resolve({ printed: true })
              else if (/cancel/i.test(reason)) resolve({ printed: false })
              else reject(new Refused('paper.noPrinter'))
            })
          }),
      ),

    save: ({ document, sheet }, { page: asking }) =>
      layOut({ document, sheet }, async (contents, { margin, name }) => {
        const { width, height } = sheets[sheet]
        const pdf = await contents.printToPDF({
          pageSize: sheet === 'form' ? { width: width / inch, height: height / inch } : sheet,
          margins: margins[sheet],
          printBackground: true,
          displayHeaderFooter: true,
          headerTemplate: '<span></span>',
          footerTemplate: footer(margin, document.language),
          generateTaggedPDF: true,
        })
        const path = await askWhereToSave(asking, `${name}.pdf`)
        if (path === null) return null
        await writeFile(path, pdf).catch(() => {
          throw new Refused('system.notSaved')
        })
        return { path, pages: pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 1 }
      }),
  }
}

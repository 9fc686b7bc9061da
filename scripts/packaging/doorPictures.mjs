// Draws the sign-in screen while the page is built, in both languages and all colours, beside the built page: main puts
// one of them into the document (src-main/shell/standIn.ts), so that sign-in is there before the page's libraries.
import react from '@vitejs/plugin-react'
import { parse } from 'postcss'
import { createServer } from 'vite'

/** @param {string} selector @param {ReadonlySet<string>} classes whether it can mean something that has only these classes */
function canMean(selector, classes) {
  return [...selector.matchAll(/\.([\w-]+)/g)].every(([, name = '']) => classes.has(name))
}

/**
 * Of a style sheet, what a picture needs to look as it does.
 * @param {string} css
 * @param {string} html
 */
function neededBy(css, html) {
  const classes = new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' ')))
  const sheet = parse(css)
  sheet.walkAtRules(/keyframes$|^page$/, rule => void rule.remove())
  sheet.walkRules(rule => {
    rule.selectors = rule.selectors.filter(selector => canMean(selector, classes))
    if (rule.selector === '') rule.remove()
  })
  // A variable is needed where something names it that is needed itself.
  for (let before = 0; before !== sheet.toString().length;) {
    before = sheet.toString().length
    const text = `${sheet.toString()}${html}`
    const named = new Set([...text.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name))
    sheet.walkDecls(/^--/, declaration => {
      if (!named.has(declaration.prop)) declaration.remove()
    })
  }
  sheet.walk(node => {
    if ('nodes' in node && node.nodes?.length === 0) node.remove()
  })
  return sheet.toString()
}

/** @returns {import('vite').Plugin} */
export function drawDoorPictures() {
  let root = ''
  return {
    name: 'draw-door-pictures',
    apply: 'build',
    configResolved(config) {
      root = config.root
    },
    async generateBundle(_options, bundle) {
      const sheet = Object.values(bundle).find(({ fileName }) => /\/door-[\w-]+\.css$/.test(fileName))
      if (sheet?.type !== 'asset') throw new Error('the door has a style sheet')
      const server = await createServer({
        configFile: false,
        root,
        plugins: [react()],
        appType: 'custom',
        logLevel: 'warn',
        server: { middlewareMode: true, hmr: false, ws: false, watch: null },
        optimizeDeps: { noDiscovery: true, include: [] },
      })
      try {
        const { drawDoor } = await server.ssrLoadModule('/app/doorPicture.tsx')
        for (const [name, html] of Object.entries(await drawDoor()))
          this.emitFile({
            type: 'asset',
            fileName: `door/${name}.html`,
            source: `<style nonce="%NONCE%">${neededBy(String(sheet.source), html)}</style>${html}`,
          })
      } finally {
        await server.close()
      }
    },
  }
}

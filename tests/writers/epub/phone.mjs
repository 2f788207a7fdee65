// Reads an EPUB on a screen of 360 px, by day and by night, and prints what goes wrong, as JSON.
// usage: node phone.mjs NODE_MODULES CHROMIUM BOOK.epub
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const [modules, chromium, file] = process.argv.slice(2).map(path => resolve(path))
const puppeteer = createRequire(join(modules, 'x.js'))('puppeteer')

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname)
  const type = path.endsWith('.js') ? 'text/javascript' : path === '/' ? 'text/html' : 'application/octet-stream'
  try {
    const body = path === '/' ? '<!doctype html><meta charset="utf-8"><body style="margin:0">'
      : await readFile(path === '/book.epub' ? file : join(modules, 'foliate-js', path))
    response.writeHead(200, { 'content-type': type }).end(body)
  } catch {
    response.writeHead(404).end()
  }
})
await new Promise(done => server.listen(0, '127.0.0.1', done))

const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-dev-shm-usage'] })
const told = {}
try {
  for (const theme of ['light', 'dark']) {
    const page = await browser.newPage()
    await page.setViewport({ width: 360, height: 640 })
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: theme }])
    await page.goto(`http://127.0.0.1:${server.address().port}`)
    told[theme] = await page.evaluate(read, theme)
    await page.close()
  }
  console.log(JSON.stringify(told))
} finally {
  await browser.close()
  server.close()
}

// Runs in the browser.
async function read(theme) {
  await import('/view.js')
  const { FootnoteHandler } = await import('/footnotes.js')
  const faults = []
  // What a reading program shows when a note is touched; nothing when it would turn to its page instead.
  const popUp = (book, a, href) => new Promise(resolve => {
    const handler = new FootnoteHandler()
    handler.addEventListener('before-render', ({ detail }) => document.body.append(detail.view))
    handler.addEventListener('render', ({ detail }) => {
      const { view, type, hidden } = detail
      resolve(type === 'footnote' && hidden ? view.renderer.getContents()[0].doc.body.textContent.trim() : type)
      view.remove()
    })
    if (!handler.handle(book, new CustomEvent('link', { cancelable: true, detail: { a, href } }))) resolve('')
  })
  const view = document.createElement('foliate-view')
  view.style.cssText = 'display:block;width:360px;height:640px'
  document.body.append(view)
  await view.open(new File([await (await fetch('/book.epub')).blob()], 'book.epub'))
  const book = view.book
  const shown = () => view.renderer.getContents()[0]

  // Every page is turned once.
  view.renderer.setAttribute('flow', 'paginated')
  let turns = 0
  let fraction = -1
  view.addEventListener('relocate', event => { fraction = event.detail.fraction })
  await view.goTo(0)
  const limit = 3000
  while (turns < limit) {
    const { index } = shown()
    const before = fraction
    await view.next()
    turns += 1
    if (fraction < before - 1e-6) faults.push(`turning a page of section ${index} leads backwards`)
    if (shown().index === book.sections.length - 1 && fraction === before) break
    if (fraction >= 1) break
  }
  const last = shown().index

  // No word is cut: its lines stand within the screen, or in a box that scrolls.
  view.renderer.setAttribute('flow', 'scrolled')
  const light = color => {
    const [r, g, b] = color.match(/[\d.]+/g).slice(0, 3)
      .map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const paper = light(theme === 'dark' ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)')
  let notes = 0
  for (const [index, section] of book.sections.entries()) {
    await view.goTo(index)
    const { doc } = shown()
    await doc.fonts.ready
    const { clientWidth: width, clientHeight: height } = doc.documentElement
    const upright = doc.defaultView.getComputedStyle(doc.body).writingMode === 'vertical-rl'
    const walker = doc.createTreeWalker(doc.body, NodeFilter.SHOW_TEXT)
    const plain = doc.defaultView.getComputedStyle(doc.body).color
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement
      if (!walker.currentNode.data.trim() || element.closest('[hidden]')) continue
      const words = walker.currentNode.data.trim().slice(0, 20)
      const range = doc.createRange()
      range.selectNodeContents(walker.currentNode)
      const cut = [...range.getClientRects()].some(box => upright
        ? box.bottom > height + 1 || box.top < -1
        : box.right > width + 1 || box.left < -1)
      const begins = [...range.getClientRects()].map(box => upright ? box.top : box.left)
      const torn = begins.some((place, i) => i && place < begins[i - 1])
      if (torn && /\p{L}/u.test(words) && element.closest('.title, .subtitle, .part-title, .cover-title, .cover-subtitle'))
        faults.push(`${section.id}: a line of the title ends inside of: ${words}`)
      if (cut && !element.closest('.table')) faults.push(`${section.id}: cut: ${words}`)
      const color = doc.defaultView.getComputedStyle(element).color
      if (color !== plain && !element.closest('a')) {
        const [dim, bright] = [light(color), paper].sort((one, other) => one - other)
        if ((bright + 0.05) / (dim + 0.05) < 4.5) faults.push(`${section.id}: too faint: ${words}`)
      }
    }
    for (const call of doc.querySelectorAll('[role="doc-noteref"]')) {
      notes += 1
      const note = doc.querySelector(call.getAttribute('href'))
      const back = note?.querySelector('[role="doc-backlink"]')?.getAttribute('href')
      if (!note?.textContent.trim() || back !== `#${call.id}`) faults.push(`${section.id}: note ${call.textContent}`)
      const shown = await popUp(book, call, section.resolveHref(call.getAttribute('href')))
      if (shown !== note?.textContent.trim()) faults.push(`${section.id}: pop-up of note ${call.textContent}`)
    }
  }

  // Contents and list of pages lead where they say.
  const leads = async items => {
    for (const { label, href, subitems } of items ?? []) {
      const target = href ? await book.resolveHref(href) : null
      const doc = target && await book.sections[target.index].createDocument()
      if (!target || (href.includes('#') && !target.anchor(doc))) faults.push(`leads nowhere: ${label}`)
      await leads(subitems)
    }
  }
  await leads(book.toc)
  await leads(book.pageList)
  return { faults, turns, notes, last, sections: book.sections.length, pages: book.pageList?.length ?? 0 }
}

// Reads a catalogue in both forms with the library that Thorium reads catalogues with, and prints what it found, as JSON.
// usage: node opds-client.cjs NODE_MODULES FOLDER
const { createRequire } = require('node:module')
const { readFileSync } = require('node:fs')
const { join, resolve } = require('node:path')

const [modules, folder] = process.argv.slice(2).map(path => resolve(path))
const load = createRequire(join(modules, 'x.js'))
const opds = 'r2-opds-js/dist/es8-es2017/src/opds'
const shared = load('r2-shared-js/dist/es8-es2017/src/init-globals')
load(`${opds}/init-globals`).initGlobalConverters_OPDS()
shared.initGlobalConverters_SHARED()
shared.initGlobalConverters_GENERIC()
const { TaJsonDeserialize, TaJsonSerialize } = load('r2-lcp-js/dist/es8-es2017/src/serializable')

const text = name => readFileSync(join(folder, name), 'utf8')
const document = new (load('@xmldom/xmldom').DOMParser)().parseFromString(text('catalog.xml'), 'application/xml')
const { XML } = load('r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper')
const atom = load(`${opds}/converter`).convertOpds1ToOpds2(XML.deserialize(document, load(`${opds}/opds1/opds`).OPDS))
const feed = TaJsonDeserialize(JSON.parse(text('catalog.json')), load(`${opds}/opds2/opds2`).OPDSFeed)
console.log(JSON.stringify({ atom: TaJsonSerialize(atom), feed: TaJsonSerialize(feed) }))

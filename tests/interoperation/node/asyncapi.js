// What AsyncAPI's own parser finds in documents: lines of JSON, [file, severity, code, message].
// 0 is an error, 1 a warning; it also tells where a newer version could be used.
const { readFileSync } = require('node:fs')
const { Parser } = require('@asyncapi/parser')

async function main (files) {
  const parser = new Parser()
  for (const file of files) {
    const found = await parser.validate(readFileSync(file, 'utf8'), { source: file })
    for (const { severity, code, message } of found) {
      console.log(JSON.stringify([file, severity, code, message]))
    }
  }
}

main(process.argv.slice(2))

// What AsyncAPI's own parser finds in documents: lines of JSON, [file, severity, code, message].
// 0 is an error, 1 a warning; it also tells where a newer version could be used.
const { readFileSync } = require('node:fs')
const ajv = require('@stoplight/spectral-functions/dist/schema/ajv')
const { Parser } = require('@asyncapi/parser')

// Half of the time went into compiling the schema of AsyncAPI itself for each document anew.
const instances = ajv.createAjvInstances()
ajv.createAjvInstances = () => instances

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

// Loaded into a server in front of its own program: SIGUSR2 has it collect its garbage, so that
// what it keeps can be told from what V8 has not come round to yet.
'use strict'
const { setFlagsFromString } = require('node:v8')
const { runInNewContext } = require('node:vm')
const { isMainThread } = require('node:worker_threads')

if (isMainThread) {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    collect()
    collect()
  })
}

import type { Reporter, SerializedError, TestModule, TestRunEndReason } from 'vitest/node'

/** Ends a run with one plain line, `12 passed, 0 failed`, for people and programs that look last. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(
    modules: readonly TestModule[],
    unhandled: readonly SerializedError[],
    reason: TestRunEndReason,
  ): void {
    // A run that breaks before its first test has failed, too.
    const broken = unhandled.length + (reason === 'passed' || modules.length > 0 ? 0 : 1)
    process.stdout.write(`${summaryOf(modules, broken)}\n`)
  }
}

/** A file or suite that broke outside its tests counts as a failure: it never goes unseen. */
function summaryOf(modules: readonly TestModule[], broken: number): string {
  const count = { passed: 0, failed: broken, skipped: 0, pending: 0 }
  for (const module of modules) {
    for (const test of module.children.allTests()) count[test.result().state] += 1
    count.failed += brokenPlaces(module)
  }
  const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : ''
  return `${count.passed} passed, ${count.failed + count.pending} failed${skipped}`
}

function brokenPlaces(module: TestModule): number {
  const suites = [...module.children.allSuites()]
  return [module, ...suites].filter((each) => each.errors().length > 0).length
}

import { openMemoryStore } from '../../server/log/memory/memory-store.ts'
import { describeStore } from './store-contract.ts'

describeStore('the memory store', () => Promise.resolve(openMemoryStore()))

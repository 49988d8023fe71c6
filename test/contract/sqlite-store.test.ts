import { openSqlite, temporaryFolder } from '../support/store.ts'
import { describeStore } from './store-contract.ts'

describeStore('the SQLite store', async () => openSqlite(await temporaryFolder()))

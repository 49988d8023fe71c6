/** Says where the server listens, in the words that whoever started it waits for. */
export function sayReady(httpServer) {
  const { port } = httpServer.address()
  console.log(`ready on http://127.0.0.1:${port}`)
}

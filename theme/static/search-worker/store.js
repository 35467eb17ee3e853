/* Files of months as they came, packed: twenty years of titles take ten megabytes. */

/** Keep some bytes; packed in the background where the browser can. */
function keep(bytes) {
  const kept = { bytes, isPacked: false };
  if (self.CompressionStream) {
    through(bytes, new CompressionStream("gzip")).then((packed) => {
      Object.assign(kept, { bytes: packed, isPacked: true });
    });
  }
  return kept;
}

/** The JSON that was kept. */
async function unpack({ bytes, isPacked }) {
  const plain = isPacked ? await through(bytes, new DecompressionStream("gzip")) : bytes;
  return JSON.parse(new TextDecoder().decode(plain));
}

function through(bytes, stream) {
  return new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer();
}

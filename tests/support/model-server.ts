import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

export interface Served {
  /** Ends with the path of the file. */
  readonly address: string;
  /** The headers of each request so far. */
  readonly asked: readonly IncomingMessage['headers'][];
}

type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

/** A real server on a free port of this machine, closed when the test ends. */
export async function serve(answer: Answer): Promise<Served> {
  const asked: IncomingMessage['headers'][] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    answer(request, response, asked.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return { address: `http://127.0.0.1:${port}/model.onnx`, asked };
}

export interface FileAnswer {
  readonly bytes: Uint8Array;
  readonly etag?: string;
  /** The connection breaks after so many bytes of the body, once they have arrived. */
  readonly cut?: { readonly after: number; readonly arrived: Promise<void> };
  readonly ignoresRanges?: boolean;
}

/** Answers as file servers do: whole, or from where it is asked if the edition is still the same. */
export function sendFile(request: IncomingMessage, response: ServerResponse, file: FileAnswer): void {
  const { bytes, etag = '"one"', cut, ignoresRanges = false } = file;
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const condition = request.headers['if-range'];
  const partial = from > 0 && !ignoresRanges && (condition === undefined || condition === etag);
  if (partial && from >= bytes.length) {
    response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end();
    return;
  }
  const body = bytes.subarray(partial ? from : 0);
  const range = partial ? { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` } : {};
  response.writeHead(partial ? 206 : 200, {
    etag,
    'content-length': body.length,
    'content-type': 'application/octet-stream',
    ...range,
  });
  if (cut === undefined) {
    response.end(body);
    return;
  }
  response.write(body.subarray(0, cut.after));
  void cut.arrived.then(() => response.destroy());
}

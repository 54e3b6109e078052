type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: unknown;
}

/** The first and the last byte of a stretch, as HTTP counts them. */
interface ByteRange {
  readonly first: number;
  readonly last: number;
}

/** One range of bytes: a player asks for no more. What is none is answered as if nothing had been asked for. */
export function readRange(header: string, size: number): ByteRange | 'none' | 'beyond' {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (from === '' && to === '') return 'none';
  if (from === '') {
    const length = Math.min(Number(to), size);
    return length === 0 ? 'beyond' : { first: size - length, last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== '' && Number(to) < first) return 'none';
  return first >= size ? 'beyond' : { first, last };
}

const cut = (body: Blob, { first, last }: ByteRange): Blob => {
  const part = body.slice(first, last + 1, body.type);
  return body instanceof File ? new File([part], body.name, { type: body.type }) : part;
};

/** A file is answered whole or by a stretch of its bytes, so that a browser can seek in a sound without all of it. */
export function answerRange<A extends Answer>(answer: A, asked: Headers): A {
  const { status, body } = answer;
  if (status !== 200 || !(body instanceof Blob)) return answer;
  const headers = { ...answer.headers, 'accept-ranges': 'bytes' };
  const range = typeof asked.range === 'string' ? readRange(asked.range, body.size) : 'none';
  if (range === 'none') return { ...answer, headers };
  if (range === 'beyond') {
    return {
      ...answer,
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${body.size}` },
      body: undefined,
    };
  }
  const told = { ...headers, 'content-range': `bytes ${range.first}-${range.last}/${body.size}` };
  return { ...answer, status: 206, headers: told, body: cut(body, range) };
}

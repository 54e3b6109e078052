/** The one place where a bug is caught: one line with its cause on stderr, then the end; the supervisor starts anew. */
export function guardEdge(name: string): (error: unknown) => never {
  const die = (error: unknown): never => {
    process.stderr.write(`${name} stopped by a bug: ${oneLine(error)}\n`);
    process.exit(1);
  };
  process.on('uncaughtException', die);
  process.on('unhandledRejection', die);
  return die;
}

/** Stack and causes in one line, as the log of the host reads lines. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const stack = (error.stack ?? error.message).replaceAll(/\s*\n\s*/g, ' | ');
  return error.cause === undefined ? stack : `${stack} | caused by ${oneLine(error.cause)}`;
}

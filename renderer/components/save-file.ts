/** Hands a file to whoever sits at the screen; the browser or the desktop host asks where to put it. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download holds the address only once it has begun, which is after this turn.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

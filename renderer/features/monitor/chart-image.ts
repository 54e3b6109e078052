const drawn = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity', 'fill-opacity', 'font-size'] as const;
const sharpness = 2;

/** Tokens mean nothing outside the page, so every colour is written out before the drawing leaves it. */
function standalone(svg: SVGSVGElement): SVGSVGElement {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = svg.querySelectorAll('*');
  copy.querySelectorAll('*').forEach((element, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of drawn) element.setAttribute(name, style.getPropertyValue(name));
    element.setAttribute('font-family', 'sans-serif');
    element.removeAttribute('style');
    element.removeAttribute('class');
  });
  copy.removeAttribute('style');
  copy.removeAttribute('class');
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return copy;
}

/** The chart as it stands on screen, with its title, twice as sharp; null where it cannot be drawn. */
export async function pngOf(svg: SVGSVGElement, title: string): Promise<Blob | null> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = standalone(svg);
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  const source = new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' });
  const address = URL.createObjectURL(source);
  const picture = new Image(width, height);
  picture.src = address;
  const ready = await picture.decode().then(
    () => true,
    () => false,
  );
  URL.revokeObjectURL(address);
  const canvas = document.createElement('canvas');
  const head = 32;
  canvas.width = Math.round(width * sharpness);
  canvas.height = Math.round((height + head) * sharpness);
  const brush = canvas.getContext('2d');
  if (!ready || brush === null) return null;
  const style = getComputedStyle(document.documentElement);
  brush.scale(sharpness, sharpness);
  brush.fillStyle = style.getPropertyValue('--surface');
  brush.fillRect(0, 0, width, height + head);
  brush.fillStyle = style.getPropertyValue('--ink');
  brush.font = '600 14px sans-serif';
  brush.fillText(title, 8, 21);
  brush.drawImage(picture, 0, head, width, height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

import sharp from 'sharp';
import type { FrameHead } from '../../preload/contract/frames.ts';
import type { Detection } from '../../preload/contract/values.ts';

export const fixtureFinder = { name: 'yunet', version: '2023.3.0' };

interface DrawnFace {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

const facesAt = (sequence: number): readonly DrawnFace[] => [
  { x: 210 + 40 * Math.sin(sequence / 30), y: 300, size: 210 },
  { x: 470, y: 250 + 20 * Math.cos(sequence / 20), size: 96 },
];

/** Where a drawn face has its eyes, nose and mouth, in shares of its size from its middle. */
const features = [
  [-0.2, -0.12],
  [0.2, -0.12],
  [0, 0.08],
  [-0.16, 0.26],
  [0.16, 0.26],
] as const;

const pointsOf = ({ x, y, size }: DrawnFace) =>
  features.map(([across, down]) => ({ x: x + across * size, y: y + down * size }));

/** Two drawn faces: nobody's. */
export const fixtureFaces = (sequence: number): Detection[] =>
  facesAt(sequence).map((face, index) => ({
    label: 'face',
    score: index === 0 ? 0.94 : 0.71,
    box: { x: face.x - face.size * 0.4, y: face.y - face.size / 2, width: face.size * 0.8, height: face.size },
    points: pointsOf(face),
  }));

function drawn(face: DrawnFace): string {
  const { x, y, size } = face;
  const [right, left, nose, from, to] = pointsOf(face);
  const eyes = [right, left].map(
    (eye) => `<ellipse cx="${eye?.x}" cy="${eye?.y}" rx="${size * 0.07}" ry="${size * 0.045}" fill="#f5f2ee"/>`,
  );
  return `<ellipse cx="${x}" cy="${y}" rx="${size * 0.38}" ry="${size * 0.48}" fill="#c79a78"/>${eyes.join('')}
    <path d="M${nose?.x} ${y - size * 0.1} L${nose?.x} ${nose?.y}" stroke="#8a5f45" stroke-width="${size * 0.03}"/>
    <path d="M${from?.x} ${from?.y} Q${x} ${y + size * 0.36} ${to?.x} ${to?.y}" stroke="#7c2d2d" stroke-width="${size * 0.035}" fill="none"/>`;
}

export const fixtureFacesPicture = (sequence: number): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="640"><rect width="640" height="640" fill="#8f9a9e"/>${facesAt(sequence).map(drawn).join('')}</svg>`,
    ),
  )
    .jpeg({ quality: 80 })
    .toBuffer();

export const fixtureFacesHead = (sequence: number): FrameHead => ({
  frameId: `faces-${sequence}`,
  sourceId: 'demo',
  capturedAt: Date.now(),
  width: 640,
  height: 640,
  part: null,
  model: fixtureFinder,
  detections: fixtureFaces(sequence),
  verdict: null,
  inferMs: 4.2,
  endToEndMs: 11.8,
});

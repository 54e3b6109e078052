/** Who may import whom. The remedy is what a developer reads when the rule is broken. */
export interface LayerRule {
  readonly name: string;
  readonly from: RegExp;
  readonly exceptFrom?: RegExp;
  /** What must not be imported: a path from the top of the house, `node:name`, or `npm:package`. */
  readonly refused: RegExp;
  readonly allowed?: RegExp;
  readonly remedy: string;
}

const house = /^(main|native|renderer|preload)\//;
const adapters = [
  'capture',
  'learning',
  'models',
  'observe',
  'outputs',
  'reports',
  'speech',
  'store',
  'sync',
  'vision',
] as const;

const apart = adapters.map(
  (room): LayerRule => ({
    name: `adapter-${room}-stands-alone`,
    from: new RegExp(`^main/${room}/`),
    refused: /^(main|native|renderer|preload|cloud)\//,
    allowed: new RegExp(`^(main/${room}/|main/domain/|preload/contract/${room === 'vision' ? '|native/lib/' : ''})`),
    remedy: `main/${room} imports main/domain, the contract and itself. Take the rest as an argument; main/engine or main/workers hands it over.`,
  }),
);

export const layerRules: readonly LayerRule[] = [
  {
    name: 'contract-knows-nobody',
    from: /^preload\/contract\//,
    refused: /./,
    allowed: /^(preload\/contract\/|npm:zod$|npm:@orpc\/contract$)/,
    remedy:
      'The contract loads in any process: zod, @orpc/contract and itself only. Move this to the layer that needs it.',
  },
  {
    name: 'domain-is-pure',
    from: /^main\/domain\//,
    refused: /./,
    allowed: /^(main\/domain|preload\/contract)\//,
    remedy:
      'main/domain takes values and gives values. Pass the value in as an argument, or move the code to an adapter.',
  },
  {
    name: 'serving-knows-no-program',
    from: /^main\/serving\//,
    refused: house,
    allowed: /^(main\/(serving|domain)|preload\/contract)\//,
    remedy: 'main/serving is what the station and the endpoint share. Take what only one of them has as an argument.',
  },
  {
    name: 'endpoint-stands-alone',
    from: /^cloud\/endpoint\//,
    refused: /^(main|native|renderer|preload|tests|cloud)\//,
    allowed: /^(cloud\/endpoint|main\/(serving|domain)|preload\/contract)\//,
    remedy: 'The endpoint runs without a station: main/domain, main/serving, the contract and itself only.',
  },
  ...apart,
  {
    name: 'hosts-stay-outside',
    from: /^main\/(cli|host|shell)\//,
    refused: /^main\/(capture|models|outputs|reports|speech|store|vision)\//,
    remedy: 'A host starts the engine and speaks with it: the engine owns this room. Ask for it by a capability.',
  },
  {
    name: 'native-knows-the-domain',
    from: /^native\/lib\//,
    refused: /^(main|renderer|preload|cloud)\//,
    allowed: /^(main\/domain|preload\/contract)\//,
    remedy: 'native/lib turns values into values. Import main/domain, or take the rest as an argument.',
  },
  {
    name: 'one-file-touches-onnx',
    from: house,
    exceptFrom: /^main\/models\/session\.ts$/,
    refused: /^npm:onnxruntime-node$/,
    remedy: 'Only main/models/session.ts runs ONNX. Take a session as an argument.',
  },
  {
    name: 'only-the-store-knows-sqlite',
    from: house,
    exceptFrom: /^main\/store\//,
    refused: /^npm:(better-sqlite3|drizzle-orm)$/,
    remedy: 'Only main/store speaks SQL. Add a verb to the store and call it.',
  },
  {
    name: 'only-the-shell-knows-electron',
    from: house,
    exceptFrom: /^(main\/shell\/|preload\/bridge\.ts$)/,
    refused: /^npm:electron$/,
    remedy:
      'The station also runs without Electron: only main/shell and preload/bridge.ts import it. Take what you need as an argument.',
  },
  {
    name: 'renderer-sees-the-contract-only',
    from: /^renderer\//,
    refused: /^(main|native|cloud|tests|preload)\//,
    allowed: /^preload\/contract\//,
    remedy:
      'The renderer imports the contract and its own tree. Whatever else it needs is a capability of the station.',
  },
  {
    name: 'renderer-without-node',
    from: /^renderer\//,
    exceptFrom: /^renderer\/vite\.config\.ts$/,
    refused: /^node:/,
    remedy: 'The renderer runs in a sandboxed page without Node. Make it a capability of the engine.',
  },
  {
    name: 'features-stand-alone',
    from: /^renderer\/features\//,
    refused: /^renderer\/features\//,
    remedy: 'A feature does not import another. Move what both need to renderer/components, or link by route.',
  },
  {
    name: 'workers-are-reached-by-protocol',
    from: /^main\//,
    exceptFrom: /^main\/workers\//,
    refused: /^main\/workers\//,
    allowed: /^main\/workers\/([a-z]+-)?protocol\.ts$/,
    remedy: 'A worker is another process: only its protocol in main/workers is imported. Add a verb to that.',
  },
  {
    name: 'house-never-imports-tests',
    from: house,
    refused: /^tests\//,
    remedy: 'What ships imports nothing from tests/. Move it into the layer that owns it.',
  },
];

import { createPrivateKey } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { crypto_utils as CryptoUtils, OPCUAClientOptions } from 'node-opcua-client';

type Provider = NonNullable<OPCUAClientOptions['certificateKeyPairProvider']>;

const keyBits = 2048;
const validDays = 3650;

/** Who the station is to an OPC UA server: a key and a certificate of its own, made once and kept in its own folder. */
export async function openCertificate(
  crypto: typeof CryptoUtils,
  folder: string,
  applicationUri: string,
): Promise<Provider> {
  const [certificateFile, keyFile] = [join(folder, 'opc-ua-certificate.pem'), join(folder, 'opc-ua-key.pem')];
  const known = await readBoth(certificateFile, keyFile);
  const { certificate, key } = known ?? (await makeBoth(crypto, folder, certificateFile, keyFile, applicationUri));
  const chain = [crypto.convertPEMtoDER(certificate)];
  const privateKey = { hidden: createPrivateKey(key) };
  return {
    getCertificate: () => crypto.convertPEMtoDER(certificate),
    getCertificateChain: () => chain,
    getPrivateKey: () => privateKey,
  };
}

interface Pair {
  readonly certificate: string;
  readonly key: string;
}

async function readBoth(certificateFile: string, keyFile: string): Promise<Pair | undefined> {
  const [certificate, key] = await Promise.all(
    [certificateFile, keyFile].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  return certificate && key ? { certificate, key } : undefined;
}

async function makeBoth(
  crypto: typeof CryptoUtils,
  folder: string,
  certificateFile: string,
  keyFile: string,
  applicationUri: string,
): Promise<Pair> {
  const made = await crypto.generatePrivateKey(keyBits);
  const { cert: certificate } = await crypto.createSelfSignedCertificate({
    privateKey: made,
    subject: '/CN=Caracal station',
    applicationUri,
    dns: [],
    ip: [],
    notBefore: new Date(),
    validity: validDays,
    purpose: crypto.CertificatePurpose.ForApplication,
  });
  const { privPem: key } = await crypto.privateKeyToPEM(made);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeWhole(keyFile, key);
  await writeWhole(certificateFile, certificate);
  return { certificate, key };
}

async function writeWhole(file: string, text: string): Promise<void> {
  await writeFile(`${file}.part`, text, { mode: 0o600, flush: true });
  await rename(`${file}.part`, file);
}

import type { OpenAPI } from '@orpc/openapi';
import { contract } from '../../../../preload/contract/contract.ts';
import { describeApi } from '../../../serving/openapi-document.ts';

const description = `All that a station can be asked, over REST. The same capabilities, values and failures are had over
WebSocket, MessagePort and the command line. Every failure has the same form: a code, the thing, what was expected, what
came, and what to do. Live things are server-sent events. Callers prove themselves with the session of a one-time link,
or with the station's local key as bearer token.`;

/** The REST door of the station, described from the contract alone. */
export const describeStation = (version: string): Promise<OpenAPI.Document> =>
  describeApi({ contract, title: 'Caracal station', version, description });

import { contract } from '../../../preload/contract/contract.ts';
import { capabilitiesOf } from '../../serving/capabilities-of.ts';

/** All that a station can be asked. */
export const capabilities = capabilitiesOf(contract);

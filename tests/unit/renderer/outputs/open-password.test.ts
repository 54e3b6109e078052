import { describe, expect, it } from 'vitest';
import { openPassword } from '../../../../renderer/features/outputs/open-password.ts';
import { draftOf } from '../../../../renderer/features/outputs/output-draft.ts';

const opcUa = { ...draftOf(null), kind: 'opc-ua', url: 'opc.tcp://plc.local:4840' } as const;
const mqtt = { ...draftOf(null), kind: 'mqtt' } as const;

describe('a password that others could read', () => {
  it.each([
    ['of OPC UA without security', { ...opcUa, user: 'line' }, 'opc-ua'],
    ['of OPC UA that signs', { ...opcUa, user: 'line', security: 'sign-basic256sha256' }, null],
    ['of OPC UA where nobody signs in', { ...opcUa, user: ' ' }, null],
    ['of a broker without TLS', { ...mqtt, user: 'line', url: 'mqtt://broker.local:1883' }, 'mqtt'],
    ['of a broker with TLS', { ...mqtt, user: 'line', url: ' mqtts://broker.local:8883' }, null],
    ['of a kind that has no user', { ...mqtt, kind: 'webhook', user: 'line', url: 'http://mes.local' }, null],
  ] as const)('is told: %s', (_, draft, expected) => {
    expect(openPassword(draft)).toBe(expected);
  });
});

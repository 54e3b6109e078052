import { connect } from 'node:net';
import modbus from 'jsmodbus';
import mqtt from 'mqtt';
import { AttributeIds, DataType, OPCUAClient } from 'node-opcua-client';

/** The peer of the signal bench: each library alone, writing one value and waiting until the server has it. */
const [url = '', modbusPort = '', mqttPort = ''] = process.argv.slice(2);

async function openOpcUa(): Promise<() => Promise<unknown>> {
  const client = OPCUAClient.create({ endpointMustExist: false, connectionStrategy: { maxRetry: 0 } });
  await client.connect(url);
  const session = await client.createSession();
  let value = false;
  return () => {
    value = !value;
    const variant = { value: { dataType: DataType.Boolean, value } };
    return session.write({ nodeId: 'ns=1;s=Line.busy', attributeId: AttributeIds.Value, value: variant });
  };
}

async function openModbus(): Promise<() => Promise<unknown>> {
  const socket = connect({ port: Number(modbusPort), host: '127.0.0.1', noDelay: true });
  const client = new modbus.client.TCP(socket, 1, 5_000);
  await new Promise((resolve) => socket.once('connect', resolve));
  let value = false;
  return () => {
    value = !value;
    return client.writeMultipleCoils(20, [value]);
  };
}

async function openMqtt(): Promise<(() => Promise<unknown>) | undefined> {
  if (mqttPort === '') return undefined;
  const client = mqtt.connect(`mqtt://127.0.0.1:${mqttPort}`);
  await new Promise<void>((resolve) => client.once('connect', () => resolve()));
  return () => client.publishAsync('bench/bare', 'one value', { qos: 1 });
}

const writes = { 'opc-ua': await openOpcUa(), 'modbus-tcp': await openModbus(), mqtt: await openMqtt() };
process.on('message', async (kind: keyof typeof writes) => {
  const startedAt = performance.now();
  await writes[kind]?.();
  process.send?.({ tookMs: performance.now() - startedAt });
});
process.on('disconnect', () => process.exit(0));
process.send?.('ready');

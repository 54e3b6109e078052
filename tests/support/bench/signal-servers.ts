import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sweepBuffers } from '../../../main/observe/buffer-garbage.ts';
import { openModbusPlc } from '../outputs/modbus-plc.ts';
import { openOpcUaPlc } from '../outputs/opc-ua-plc.ts';

/** The other side of the signal bench, in a process of its own: an OPC UA server and a Modbus server. */
// A PLC collects no garbage: what this one would take for it is not what a verdict takes.
sweepBuffers();
const folder = mkdtempSync(join(tmpdir(), 'caracal-bench-plc-'));
const [opcUa, modbus] = await Promise.all([openOpcUaPlc(folder), openModbusPlc()]);
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
process.send?.({ opcUa: opcUa.settings(opcUa.port), modbus: modbus.settings(modbus.port) });

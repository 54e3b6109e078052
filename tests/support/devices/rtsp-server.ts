import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Lack } from '../lacks.ts';

const python = '/usr/bin/python3';
const script = path.join(import.meta.dirname, 'rtsp-server.py');

/** Ends with the name of the first thing that is not there, in the order in which one needs the other. */
const probe = `import sys
try: import gi
except ImportError: sys.exit('python3-gi')
try:
  gi.require_version('GstRtspServer', '1.0')
  from gi.repository import Gst, GstRtspServer
except (ValueError, ImportError): sys.exit('gir1.2-gst-rtsp-server-1.0')
Gst.init(None)
missing = [name for name in ['videotestsrc', 'x264enc', 'rtph264pay'] if Gst.ElementFactory.find(name) is None]
if missing: sys.exit('the GStreamer plugins of ' + ', '.join(missing))`;

/** Why there can be no RTSP camera here; undefined where there can. */
export function whyNoRtspServer(): Lack {
  const { error, status, stderr } = spawnSync(python, ['-c', probe], { encoding: 'utf8' });
  if (error !== undefined) return `the RTSP server needs ${python}`;
  return status === 0 ? undefined : `the RTSP server needs ${stderr.trim().split('\n').at(-1)}`;
}

/** Serves a moving picture at `rtsp://127.0.0.1:PORT/cam` until the test is over or it is killed. */
export async function startRtspServer(port: number): Promise<ChildProcess> {
  const server = spawn(python, [script, String(port)], { stdio: ['ignore', 'pipe', 'ignore'] });
  onTestFinished(() => void server.kill('SIGKILL'));
  await once(server.stdout, 'data');
  return server;
}

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

const runs = (/** @type {string} */ program, /** @type {readonly string[]} */ args) =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;

const has = (/** @type {readonly string[]} */ ...programs) => programs.every((program) => runs('which', [program]));

const below = (/** @type {string} */ folder) => (existsSync(folder) ? readdirSync(folder) : []);

/** A plug-in of a library lies under the name of the processor, which differs. */
const hasPlugin = (/** @type {string} */ place) =>
  below('/usr/lib').some((triple) => existsSync(`/usr/lib/${triple}/${place}`));

const rtspElements = ['x264enc', 'rtph264pay', 'jpegenc', 'rtpjpegpay', 'h264parse', 'qtdemux'];
const rtspProbe = `import gi, sys
gi.require_version('Gst', '1.0'); gi.require_version('GstRtspServer', '1.0')
from gi.repository import Gst, GstRtspServer
Gst.init(None); sys.exit(not all(map(Gst.ElementFactory.find, ${JSON.stringify(rtspElements)})))`;

/**
 * What a part of the tests needs of the system beside the station itself.
 * @typedef {{ name: string, neededBy: string, packages: readonly string[], isThere: () => boolean }} TestNeed
 */

/** @type {readonly TestNeed[]} Where one is not there and cannot be installed, its tests are skipped and say so. */
export const testNeeds = [
  {
    name: 'a browser',
    neededBy: 'tests/e2e/browser',
    packages: ['chromium', 'fonts-liberation'],
    isThere: () => process.env.CARACAL_CHROMIUM !== undefined || existsSync('/usr/bin/chromium'),
  },
  {
    name: 'PostgreSQL',
    neededBy: 'the endpoint on a server of its own: tests/integration/cloud and sync',
    packages: ['postgresql'],
    isThere: () =>
      below('/usr/lib/postgresql').some((release) => existsSync(`/usr/lib/postgresql/${release}/bin/initdb`)),
  },
  {
    name: 'an RTSP server',
    neededBy: 'network cameras: tests/integration/capture',
    packages: [
      'gstreamer1.0-rtsp',
      'gir1.2-gst-rtsp-server-1.0',
      'python3-gi',
      'gstreamer1.0-plugins-base',
      'gstreamer1.0-plugins-good',
      'gstreamer1.0-plugins-bad',
      'gstreamer1.0-plugins-ugly',
    ],
    isThere: () => runs('/usr/bin/python3', ['-c', rtspProbe]),
  },
  {
    name: 'an MQTT broker',
    neededBy: 'what tells the line: tests/integration/outputs',
    packages: ['mosquitto'],
    isThere: () => existsSync('/usr/sbin/mosquitto'),
  },
  {
    name: 'a C compiler',
    neededBy: 'the simulated USB camera: tests/integration/capture',
    packages: ['gcc', 'libc6-dev'],
    isThere: () => has('gcc') && (existsSync('/usr/include/stdio.h') || process.platform !== 'linux'),
  },
  {
    name: 'sound without a sound card',
    neededBy: 'microphones: tests/integration/listen',
    packages: ['pulseaudio', 'pulseaudio-utils', 'alsa-utils', 'sox', 'libsox-fmt-pulse', 'libasound2-plugins'],
    isThere: () =>
      has('pulseaudio', 'pactl', 'arecord', 'sox') &&
      hasPlugin('sox/libsox_fmt_pulseaudio.so') &&
      hasPlugin('alsa-lib/libasound_module_pcm_pulse.so'),
  },
];

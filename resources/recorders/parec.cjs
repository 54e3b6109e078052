'use strict';

/** For node-record-lpcm16, in the form of its own recorders: PulseAudio's and PipeWire's recorder, with a short buffer. */
module.exports = ({ sampleRate, channels, device }) => ({
  cmd: 'parec',
  args: [
    '--raw',
    '--format=s16le',
    `--rate=${sampleRate}`,
    `--channels=${channels}`,
    '--latency-msec=20',
    '--client-name=caracal',
    ...(device ? [`--device=${device}`] : []),
  ],
});

import type { Outcome } from '../domain/outcome.ts';
import { succeed } from '../domain/outcome.ts';
import type { OutputJob } from '../domain/outputs/output-job.ts';
import type { Lost, Messenger, OutputClock, OutputPlace } from './job.ts';
import { openMqttSession } from './mqtt-session.ts';

/** Plain MQTT: each verdict as JSON on one topic. Sparkplug is a language of its own and has its own file. */
export async function openMqtt(
  job: OutputJob<'mqtt'>,
  lost: Lost,
  place: OutputPlace,
  clock: OutputClock,
): Promise<Outcome<Messenger>> {
  const { payload, qos } = job.settings;
  if (payload.format === 'sparkplug-b') {
    const { openSparkplug } = await import('./sparkplug.ts');
    return openSparkplug(job, payload, lost, place, clock);
  }
  const clientId = `caracal-${place.station.slice(0, 12)}-${job.id}`;
  const opened = await openMqttSession({ job, clientId, lost, heard: () => undefined });
  if (!opened.ok) return opened;
  const session = opened.value;
  return succeed({
    tell: (message) => session.publish(payload.topic, JSON.stringify(message), qos, payload.retained),
    close: () => session.close(true),
  });
}

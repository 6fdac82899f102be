import kafkajs, { type Admin } from 'kafkajs';

export interface TopicSettings {
  topic: string;
  /** Partitions that a new topic gets. One that is there keeps its number: another would tear keys from their place. */
  partitions: number;
  /** Milliseconds that records are kept. */
  retention: number;
  /**
   * Whose times count: the broker's, because a client's clock must not decide what is old; or, while another log is
   * carried over, those that its records have already.
   */
  times?: 'broker' | 'record';
}

/** A topic holds visits; nothing about a visit stays in the log for longer, milliseconds. */
const LONGEST_RETENTION = 72 * 3_600_000;

/**
 * Makes the topic, or brings the settings of the one that is there in line, as far as the broker lets us.
 *
 * @throws Error when there is no topic and none can be made
 */
export async function ensureTopic(admin: Admin, settings: TopicSettings): Promise<void> {
  const { topic, partitions } = settings;
  const { brokers } = await admin.describeCluster();
  const replicationFactor = Math.min(3, brokers.length);
  const configEntries = entriesOf(settings, replicationFactor);
  if ((await admin.listTopics()).includes(topic)) {
    const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name: topic, configEntries };
    // Who may not change settings goes by those that an administrator chose.
    await admin.alterConfigs({ validateOnly: false, resources: [resource] }).catch(() => undefined);
    return;
  }
  await admin.createTopics({
    waitForLeaders: true,
    topics: [{ topic, numPartitions: partitions, replicationFactor, configEntries }],
  });
}

function entriesOf(
  { retention, times = 'broker' }: TopicSettings,
  copies: number,
): { name: string; value: string }[] {
  const entries = {
    'cleanup.policy': 'delete',
    'retention.ms': Math.min(retention, LONGEST_RETENTION),
    // Records go by whole segments, so a segment must not span many hours.
    'segment.ms': 3_600_000,
    'message.timestamp.type': times === 'broker' ? 'LogAppendTime' : 'CreateTime',
    // A group of appends is one batch of records.
    'max.message.bytes': 8 * 1024 * 1024,
    // What is acknowledged is on two machines, where there are three.
    'min.insync.replicas': copies >= 3 ? 2 : 1,
    'unclean.leader.election.enable': false,
  };
  return Object.entries(entries).map(([name, value]) => ({ name, value: String(value) }));
}

import {
  type Acknowledged,
  type ReadRecord,
  compare,
  loadReport,
  longestSilence,
  parseConsole,
  parseConsumer,
  parseProducer,
} from '../e2e/support/analysis';

const acknowledged = (partition: number, offset: number, value: string, at = 0): Acknowledged => ({
  partition,
  offset,
  value,
  at,
});
const read = (partition: number, offset: number, value: string): ReadRecord => ({
  partition,
  offset,
  value,
});

describe('parseProducer', () => {
  const success =
    '{"timestamp":1700000000123,"name":"producer_send_success","topic":"t","partition":3,"offset":7,"key":"1","value":"42"}';
  const failure =
    '{"timestamp":1700000000200,"name":"producer_send_error","topic":"t","key":"2","value":"43","exception":"class TimeoutException","message":"too late"}';
  const end = '{"timestamp":1700000000300,"name":"shutdown_complete"}';

  test('takes partition, offset, value and the time of the acknowledgement', () => {
    expect(parseProducer(success).acknowledged).toEqual([
      { partition: 3, offset: 7, value: '42', at: 1700000000123 },
    ]);
  });

  test('a record that was given up is no acknowledgement', () => {
    expect(parseProducer(failure)).toEqual({
      acknowledged: [],
      refused: ['class TimeoutException: too late'],
      complete: false,
    });
  });

  test('the record that the producer was told to end before sending is not given up', () => {
    const own = failure.replace('too late', 'Producer closed while send in progress');
    expect(parseProducer(own).refused).toEqual([]);
  });

  test('only output with the end of the producer is complete', () => {
    expect(parseProducer(`${success}\n`).complete).toBe(false);
    expect(parseProducer(`${success}\n${end}\n`).complete).toBe(true);
  });

  test('a line that breaks off and lines of the log are no events', () => {
    expect(parseProducer(`WARN something\n${success.slice(0, 40)}`).acknowledged).toEqual([]);
  });
});

test('parseConsole reads partition, offset and value, and no other lines', () => {
  expect(parseConsole('Partition:3\tOffset:7\t42\nProcessed a total of 1 messages\n')).toEqual([
    read(3, 7, '42'),
  ]);
});

test('parseConsumer gives the time of a poll to each of its partitions', () => {
  const line =
    '{"timestamp":5,"name":"records_consumed","count":3,"partitions":[{"topic":"t","partition":0,"count":1,"minOffset":0,"maxOffset":0},{"topic":"t","partition":2,"count":2,"minOffset":0,"maxOffset":1}]}';
  expect(parseConsumer(line)).toEqual([
    { partition: 0, at: 5 },
    { partition: 2, at: 5 },
  ]);
});

describe('longestSilence', () => {
  const at = (partition: number, ...times: number[]) =>
    times.map((time) => ({ partition, at: time }));

  test('is the longest of any partition, not of all together', () => {
    const events = [...at(0, 0, 100, 200, 900, 1000), ...at(1, 0, 300, 500, 700, 900, 1000)];
    expect(longestSilence(events, 2, { from: 0, to: 1000 })).toEqual({
      partition: 0,
      from: 200,
      milliseconds: 700,
    });
  });

  test('a partition that never comes back is silent to the end', () => {
    const events = [...at(0, 0, 1000), ...at(1, 0, 100)];
    expect(longestSilence(events, 2, { from: 0, to: 5000 })).toMatchObject({
      partition: 1,
      from: 100,
      milliseconds: 4900,
    });
  });

  test('a partition without any event is silent all the time', () => {
    expect(longestSilence(at(0, 50), 2, { from: 0, to: 100 })).toMatchObject({
      partition: 1,
      milliseconds: 100,
    });
  });

  test('the order of events does not matter, and events outside of the window do not count', () => {
    const events = at(0, 500, 0, 250, 2000);
    expect(longestSilence(events, 1, { from: 0, to: 500 }).milliseconds).toBe(250);
  });
});

describe('compare', () => {
  test('finds nothing when all is where it was acknowledged', () => {
    const result = compare(
      [acknowledged(0, 0, '1'), acknowledged(0, 1, '2')],
      [read(0, 0, '1'), read(0, 1, '2')],
    );
    expect(result).toEqual({ lost: [], reordered: [], duplicates: [] });
  });

  test('a record that is not there is lost', () => {
    const record = acknowledged(0, 1, '2');
    expect(compare([record], [read(0, 0, '1')]).lost).toEqual([record]);
  });

  test('a record at another offset than the acknowledged one is lost', () => {
    const record = acknowledged(0, 1, '2');
    expect(compare([record], [read(0, 1, '9'), read(0, 2, '2')]).lost).toEqual([record]);
  });

  test('a record in another partition is lost', () => {
    const record = acknowledged(0, 1, '2');
    expect(compare([record], [read(1, 1, '2')]).lost).toEqual([record]);
  });

  test('a record acknowledged without an offset has to be in its partition', () => {
    const record = acknowledged(0, -1, '2');
    expect(compare([record], [read(0, 4, '2')]).lost).toEqual([]);
    expect(compare([record], [read(1, 4, '2')]).lost).toEqual([record]);
  });

  test('a record behind a later one of its partition is reordered', () => {
    const result = compare([], [read(0, 0, '5'), read(0, 1, '3'), read(0, 2, '6')]);
    expect(result.reordered).toEqual([read(0, 1, '3')]);
  });

  test('values are compared as numbers: 10 comes after 9', () => {
    expect(compare([], [read(0, 0, '9'), read(0, 1, '10')]).reordered).toEqual([]);
  });

  test('partitions have no order among themselves', () => {
    expect(compare([], [read(0, 0, '9'), read(1, 0, '1')]).reordered).toEqual([]);
  });

  test('a second copy is a duplicate and no reordering', () => {
    const result = compare([], [read(0, 0, '1'), read(0, 1, '2'), read(0, 2, '1')]);
    expect(result).toEqual({ lost: [], reordered: [], duplicates: [read(0, 2, '1')] });
  });
});

test('loadReport brings the figures of the table together', () => {
  const report = loadReport({
    producer: {
      acknowledged: [
        acknowledged(0, 0, '1', 0),
        acknowledged(0, 1, '2', 100),
        acknowledged(0, 2, '3', 1100),
      ],
      refused: [],
      complete: true,
    },
    consumer: [
      { partition: 0, at: 50 },
      { partition: 0, at: 1150 },
    ],
    read: [read(0, 0, '1'), read(0, 1, '2')],
    partitions: 1,
    baseline: { from: 0, to: 100 },
    window: { from: 0, to: 1200 },
  });
  expect(report).toEqual({
    acknowledged: 3,
    lost: 1,
    reordered: 0,
    duplicates: 0,
    refused: 0,
    silence: { partition: 0, from: 100, milliseconds: 1000 },
    silentPartitions: [{ partition: 0, from: 100, milliseconds: 1000 }],
    baselineMilliseconds: 100,
    consumerSilence: { partition: 0, from: 50, milliseconds: 1100 },
    examples: ['lost: partition 0 offset 2 value 3'],
  });
});

// The part of the zip format that a jar needs: no directories, one fixed date, so that equal contents are equal bytes.
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const DOS_TIME = 0;
const DOS_DATE = (1 << 5) | 1; // 1980-01-01, the first there is
const VERSION = 20;
const DEFLATED = 8;

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
  return c >>> 0;
});

// zlib.crc32 is newer than the oldest Node.js in use.
export function crc32Of(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** Fields that the local and the central header share. */
function common(name, bytes, packed) {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(VERSION, 0);
  fields.writeUInt16LE(DEFLATED, 4);
  fields.writeUInt16LE(DOS_TIME, 6);
  fields.writeUInt16LE(DOS_DATE, 8);
  fields.writeUInt32LE(crc32Of(bytes), 10);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(bytes.length, 18);
  fields.writeUInt16LE(Buffer.byteLength(name), 22);
  return fields;
}

export function writeJar(entries) {
  const local = [];
  const central = [];
  let offset = 0;
  for (const [name, bytes] of entries) {
    const packed = deflateRawSync(bytes, { level: 9 });
    const fields = common(name, bytes, packed);
    const record = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(
      Buffer.from('PK\x01\x02'),
      Buffer.from([VERSION, 0]),
      fields,
      rest,
      Buffer.from(name),
    );
    local.push(record);
    offset += record.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.size, 4);
  end.writeUInt16LE(entries.size, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, directory, Buffer.from('PK\x05\x06'), end]);
}

/** Contents by name of a jar that writeJar made. */
export function readJar(jar) {
  const entries = new Map();
  for (let at = 0; jar.toString('latin1', at, at + 4) === 'PK\x03\x04';) {
    const packedSize = jar.readUInt32LE(at + 18);
    const nameEnd = at + 30 + jar.readUInt16LE(at + 26);
    entries.set(
      jar.toString('utf8', at + 30, nameEnd),
      inflateRawSync(jar.subarray(nameEnd, nameEnd + packedSize)),
    );
    at = nameEnd + packedSize;
  }
  return entries;
}

package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// What is in the bytes of one: magic, format, length of all; name and version of the program,
/// where it starts, what happened since; a checksum of all that.
record Snapshot(Start start, List<Entry> entries) {
  private static final byte[] MAGIC = "WlSn".getBytes(UTF_8);
  private static final int FORMAT = 1;
  private static final int HEAD = MAGIC.length + 1 + Integer.BYTES;
  private static final int CHECKSUM = Integer.BYTES;

  byte[] encode(Terms terms) {
    ByteArrayOutputStream fields = new ByteArrayOutputStream();
    Fields.write(fields, terms.name().getBytes(UTF_8));
    Fields.write(fields, terms.version());
    start.write(fields);
    entries.forEach(entry -> entry.write(fields));
    int length = HEAD + fields.size() + CHECKSUM;
    ByteBuffer whole =
        ByteBuffer.allocate(length)
            .put(MAGIC)
            .put((byte) FORMAT)
            .putInt(length)
            .put(fields.toByteArray());
    return whole.putInt(checksum(whole.array())).array();
  }

  /// Of all but its entries, encoded.
  static long size(Terms terms, Start start) {
    return HEAD
        + Fields.size(terms.name().getBytes(UTF_8).length)
        + Fields.digits(terms.version())
        + start.size()
        + CHECKSUM;
  }

  static Snapshot decode(byte[] bytes, Terms terms) {
    Fields fields = new Fields(content(bytes, terms));
    String name = fields.text();
    if (!name.equals(terms.name())) {
      throw new SnapshotRefused("it is of '" + name + "', not of '" + terms.name() + "'");
    }
    long version = fields.number();
    if (version != terms.version()) {
      throw new SnapshotRefused(
          "it is of version " + version + " of '" + name + "', this is version " + terms.version());
    }
    Start start = Start.read(fields);
    List<Entry> entries = new ArrayList<>();
    while (!fields.isAtEnd()) {
      entries.add(Entry.read(fields));
    }
    return new Snapshot(start, entries);
  }

  private static ByteBuffer content(byte[] bytes, Terms terms) {
    if (bytes.length > terms.limit()) {
      throw new SnapshotRefused(bytes.length + " bytes; limit " + terms.limit());
    }
    ByteBuffer source = ByteBuffer.wrap(bytes);
    for (byte expected : MAGIC) {
      if (!source.hasRemaining() || source.get() != expected) {
        throw new SnapshotRefused("these bytes are none: they don't begin as one");
      }
    }
    if (bytes.length < HEAD + CHECKSUM) {
      throw truncated(bytes.length, "a head");
    }
    int format = source.get();
    if (format != FORMAT) {
      throw new SnapshotRefused("it has format " + format + ", and " + FORMAT + " is read here");
    }
    int length = source.getInt();
    if (length > bytes.length) {
      throw truncated(bytes.length, length + " bytes");
    }
    if (length != bytes.length || source.getInt(length - CHECKSUM) != checksum(bytes)) {
      throw new SnapshotRefused("it is damaged: its checksum is wrong");
    }
    return source.slice(HEAD, length - HEAD - CHECKSUM);
  }

  private static SnapshotRefused truncated(int present, String expected) {
    return new SnapshotRefused("it is cut off: " + present + " bytes of " + expected);
  }

  private static int checksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, bytes.length - CHECKSUM);
    return (int) checksum.getValue();
  }
}

package io.weightless.simulation;

import io.weightless.net.Files;
import io.weightless.net.OpenFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// A small write-ahead journal, as a program would have it: numbers, each of them with a checksum.
final class Journal implements AutoCloseable {
  /// What it may forget.
  enum Slip {
    NONE,
    /// To make the content of the file last.
    FILE_SYNC,
    /// To make the name of the file last.
    DIRECTORY_SYNC,
    /// To look whether an entry is whole.
    CHECKSUM
  }

  private static final Path FOLDER = Path.of("/data");

  /// Of which some are on two sectors.
  private static final int ENTRY = 3 * Long.BYTES;

  private final OpenFile file;
  private final Slip slip;
  private final List<Long> entries = new ArrayList<>();

  private Journal(OpenFile file, Slip slip) {
    this.file = file;
    this.slip = slip;
  }

  /// What is there is read, and lasts from now on; an entry that is not whole was never promised.
  static Journal open(Files files, Slip slip) throws IOException {
    files.createDirectories(FOLDER);
    Journal journal =
        new Journal(files.edit(FOLDER.resolve("journal"), StandardOpenOption.CREATE), slip);
    try {
      if (slip != Slip.DIRECTORY_SYNC) {
        files.syncDirectory(FOLDER);
        files.syncDirectory(Path.of("/"));
      }
      journal.recover();
      return journal;
    } catch (Throwable e) {
      journal.close();
      throw e;
    }
  }

  private void recover() throws IOException {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY);
    while (file.read(entry.clear(), length()) == ENTRY && isWhole(entry.flip())) {
      entries.add(entry.getLong(0));
    }
    file.truncate(length());
    sync();
  }

  private boolean isWhole(ByteBuffer entry) {
    return slip == Slip.CHECKSUM || entry.equals(entry(entry.getLong(0)));
  }

  private static ByteBuffer entry(long value) {
    ByteBuffer entry = ByteBuffer.allocate(ENTRY).putLong(value).putLong(~value);
    CRC32 checksum = new CRC32();
    checksum.update(entry.duplicate().flip());
    return entry.putLong(checksum.getValue()).flip();
  }

  private long length() {
    return (long) entries.size() * ENTRY;
  }

  /// Returns when it is certain that `value` is there.
  void add(long value) throws IOException {
    file.write(entry(value), length());
    sync();
    entries.add(value);
  }

  private void sync() throws IOException {
    if (slip != Slip.FILE_SYNC) {
      file.syncData();
    }
  }

  List<Long> entries() {
    return entries;
  }

  @Override
  public void close() {
    file.close();
  }
}

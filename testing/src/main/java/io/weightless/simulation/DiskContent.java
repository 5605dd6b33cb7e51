package io.weightless.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/// The bytes of a file: as programs see them, and as they are on the disk, with what was written
/// since then.
final class DiskContent {
  /// What a disk writes as a whole or not at all.
  private static final int SECTOR = 512;

  private final boolean canCrash;
  private byte[] seen = {};
  private int size;

  /// What a crash leaves for certain.
  private byte[] synced = {};

  /// What was done since [#synced], in its order.
  private final List<Change> unsynced = new ArrayList<>();

  private sealed interface Change {
    record Written(ByteBuffer bytes, int position) implements Change {}

    record Truncated(int size) implements Change {}
  }

  DiskContent(boolean canCrash) {
    this.canCrash = canCrash;
  }

  private void remember(Change change) {
    if (canCrash) {
      unsynced.add(change);
    }
  }

  int size() {
    return size;
  }

  /// @return how many bytes, or -1 at the end
  int read(ByteBuffer target, long position) {
    int length = (int) Math.min(target.remaining(), size - position);
    if (length <= 0) {
      return target.hasRemaining() || position > size ? -1 : 0;
    }
    target.put(seen, (int) position, length);
    return length;
  }

  void write(byte[] bytes, int position) {
    remember(new Change.Written(ByteBuffer.wrap(bytes), position));
    grow(position + bytes.length);
    System.arraycopy(bytes, 0, seen, position, bytes.length);
  }

  void truncate(int length) {
    remember(new Change.Truncated(length));
    if (length < size) {
      Arrays.fill(seen, length, size, (byte) 0);
      size = length;
    } else {
      grow(length);
    }
  }

  private void grow(int length) {
    if (length > seen.length) {
      seen = Arrays.copyOf(seen, Math.max(length, 2 * seen.length));
    }
    size = Math.max(size, length);
  }

  void sync() {
    if (canCrash) {
      synced = Arrays.copyOf(seen, size);
      unsynced.clear();
    }
  }

  /// What was not synced may be there, or lost, or there in part; and what came later may be there
  /// though what came before is not.
  ///
  /// @param lost of 100 changes, about how many
  void crash(RandomGenerator random, int lost) {
    List<Change> changes = List.copyOf(unsynced);
    unsynced.clear();
    seen = synced.clone();
    size = synced.length;
    for (Change change : changes) {
      switch (change) {
        case Change.Truncated(int length) when random.nextInt(100) >= lost -> truncate(length);
        case Change.Written(ByteBuffer bytes, int position) ->
            survive(bytes, position, random, lost);
        default -> {}
      }
    }
    sync();
  }

  /// Each sector of it, or none.
  private void survive(ByteBuffer bytes, int position, RandomGenerator random, int lost) {
    int at = 0;
    while (at < bytes.limit()) {
      int next = Math.min(bytes.limit(), at + SECTOR - (position + at) % SECTOR);
      if (random.nextInt(100) >= lost) {
        byte[] sector = new byte[next - at];
        bytes.get(at, sector);
        write(sector, position + at);
      }
      at = next;
    }
  }
}

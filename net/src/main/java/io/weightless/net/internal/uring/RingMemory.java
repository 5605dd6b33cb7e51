package io.weightless.net.internal.uring;

import io.weightless.net.internal.linux.Libc;
import io.weightless.net.internal.linux.Memory;
import java.io.IOException;

/// What a ring shares with the kernel, by the offsets that io_uring_setup(2) gave.
final class RingMemory {
  static final int PAGE = 4096;

  private static final long RINGS = 0;
  private static final long ENTRIES = 0x10000000;

  private static final int PARAMETER_SQ_OFFSETS = 40;
  private static final int PARAMETER_CQ_OFFSETS = 80;
  private static final int SQ_HEAD = 0;
  private static final int SQ_TAIL = 4;
  private static final int SQ_FLAGS = 16;
  private static final int SQ_ARRAY = 24;
  private static final int CQ_HEAD = 0;
  private static final int CQ_TAIL = 4;
  private static final int CQ_ENTRIES = 20;

  private final long rings;
  private final long ringBytes;
  private final long entryBytes;
  final int submissions;
  final int completions;
  final long submissionHead;
  final long submissionTail;
  final long submissionFlags;
  final long submissionEntries;
  final long completionHead;
  final long completionTail;
  final long completionEntries;

  /// @param parameters what the ring was set up with, and the kernel has filled
  RingMemory(Libc libc, int ring, long parameters) throws IOException {
    submissions = Memory.getInt(parameters);
    completions = Memory.getInt(parameters + Integer.BYTES);
    long sq = parameters + PARAMETER_SQ_OFFSETS;
    long cq = parameters + PARAMETER_CQ_OFFSETS;
    ringBytes =
        Math.max(
            Memory.getInt(sq + SQ_ARRAY) + (long) submissions * Integer.BYTES,
            Memory.getInt(cq + CQ_ENTRIES) + (long) completions * Completions.ENTRY_BYTES);
    entryBytes = (long) submissions * Submissions.ENTRY_BYTES;
    rings = Memory.map(libc, ringBytes, ring, RINGS);
    try {
      submissionEntries = Memory.map(libc, entryBytes, ring, ENTRIES);
    } catch (IOException e) {
      Memory.unmap(rings, ringBytes);
      throw e;
    }
    submissionHead = rings + Memory.getInt(sq + SQ_HEAD);
    submissionTail = rings + Memory.getInt(sq + SQ_TAIL);
    submissionFlags = rings + Memory.getInt(sq + SQ_FLAGS);
    completionHead = rings + Memory.getInt(cq + CQ_HEAD);
    completionTail = rings + Memory.getInt(cq + CQ_TAIL);
    completionEntries = rings + Memory.getInt(cq + CQ_ENTRIES);
    long order = rings + Memory.getInt(sq + SQ_ARRAY);
    for (int i = 0; i < submissions; i++) {
      Memory.setInt(order + (long) i * Integer.BYTES, i);
    }
  }

  void unmap() {
    Memory.unmap(submissionEntries, entryBytes);
    Memory.unmap(rings, ringBytes);
  }
}

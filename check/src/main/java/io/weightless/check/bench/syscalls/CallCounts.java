package io.weightless.check.bench.syscalls;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

/// How often each system call was made.
record CallCounts(SequencedMap<String, Long> byName) {
  private static final String RULE = "------";
  private static final int CALLS = 3; // the column, after percent, seconds and usecs/call

  /// Reads the table of `strace -c`, whose lines of calls stand between two rules.
  static CallCounts parse(List<String> table) throws IOException {
    SequencedMap<String, Long> byName = new TreeMap<>();
    boolean inside = false;
    for (String line : table) {
      if (line.startsWith(RULE)) {
        inside = !inside;
      } else if (inside) {
        String[] words = line.strip().split(" +", -1);
        byName.merge(words[words.length - 1], Long.valueOf(words[CALLS]), Long::sum);
      }
    }
    if (byName.isEmpty()) {
      throw new IOException("strace counted nothing");
    }
    return new CallCounts(byName);
  }

  long total() {
    return byName.values().stream().mapToLong(Long::longValue).sum();
  }
}

package io.weightless.inspect;

/// How much of its reactor a task has used since that is watched.
final class Usage {
  static final Usage NONE = new Usage();

  private long turns;
  private long nanos;

  long turns() {
    return turns;
  }

  long nanos() {
    return nanos;
  }

  void turn(long length) {
    turns++;
    nanos += length;
  }
}

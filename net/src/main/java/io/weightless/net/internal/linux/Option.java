package io.weightless.net.internal.linux;

/// The options that are set.
public enum Option {
  REUSE_ADDRESS(1, 2),
  REUSE_PORT(1, 15),
  LINGER(1, 13),
  ERROR(1, 4),
  NO_DELAY(6, 1);

  final int level;
  final int number;

  Option(int level, int number) {
    this.level = level;
    this.number = number;
  }
}

package io.weightless.snapshot;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where a journal begins: at the start of the program, or at its last checkpoint.
final class Start {
  /// How many there were before.
  private final long steps;

  private final byte[] state;

  /// Inputs that it had given back.
  private final List<byte[]> rest;

  /// Whether its input had.
  private final boolean ended;

  Start(long steps, byte[] state, List<byte[]> rest, boolean ended) {
    this.steps = steps;
    this.state = state;
    this.rest = rest;
    this.ended = ended;
  }

  static Start read(Fields from) {
    long steps = from.number();
    byte[] state = from.bytes();
    List<byte[]> rest = new ArrayList<>();
    for (long left = from.number(); left > 0; left--) {
      rest.add(from.bytes());
    }
    return new Start(steps, state, rest, from.one() == 1);
  }

  long steps() {
    return steps;
  }

  byte[] state() {
    return state;
  }

  List<byte[]> rest() {
    return rest;
  }

  boolean ended() {
    return ended;
  }

  void write(ByteArrayOutputStream to) {
    Fields.write(to, steps);
    Fields.write(to, state);
    Fields.write(to, rest.size());
    rest.forEach(input -> Fields.write(to, input));
    to.write(ended ? 1 : 0);
  }

  long size() {
    long inputs = rest.stream().mapToLong(input -> Fields.size(input.length)).sum();
    return Fields.digits(steps)
        + Fields.size(state.length)
        + Fields.digits(rest.size())
        + inputs
        + 1;
  }

  /// Whether the program has the same before it.
  boolean leadsWhere(Start other) {
    return ended == other.ended
        && Arrays.equals(state, other.state)
        && Arrays.deepEquals(rest.toArray(), other.rest.toArray());
  }
}

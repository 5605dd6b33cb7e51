package io.weightless.check.conformance;

import java.util.List;

/// One conversation of a [Table].
record Row(String name, List<Step> steps, End end) {
  /// Beyond this, octet by octet takes too long.
  private static final int SHORT = 2_500;

  /// What the connection does after the last response.
  enum End {
    OPEN,
    CLOSE,
    EITHER
  }

  /// What is said, by either side.
  sealed interface Step permits Send, HalfClose, Expected {}

  /// By the client: a character is an octet.
  record Send(String text) implements Step {}

  /// The client says that nothing more will come.
  record HalfClose() implements Step {}

  boolean isShort() {
    return steps.stream()
        .allMatch(step -> !(step instanceof Send send) || send.text().length() <= SHORT);
  }

  boolean isHalfClosed() {
    return steps.stream().anyMatch(HalfClose.class::isInstance);
  }

  @Override
  public String toString() {
    return name;
  }
}

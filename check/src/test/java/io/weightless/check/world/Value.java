package io.weightless.check.world;

/// What is sent: no two are the same, and several are equally important.
record Value(int sender, int number) implements Comparable<Value> {
  private static final int DEGREES = 3;

  @Override
  public int compareTo(Value other) {
    return Integer.compare(number % DEGREES, other.number % DEGREES);
  }
}

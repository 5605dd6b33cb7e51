package io.weightless.check.bench.component;

/// Many that wait for something to do.
interface Crowd extends AutoCloseable {
  /// Makes and starts `count`, runs `whenAllWait`, and ends them.
  void hold(int count, Runnable whenAllWait) throws Exception;

  @Override
  default void close() {}
}

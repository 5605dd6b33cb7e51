package io.weightless.check.bench.observe;

import io.weightless.coroutine.Program;
import org.jspecify.annotations.Nullable;

/// The messages, one for each way of sending. Each is a number, which goes to the end of a chain.
interface Numbers {
  /// For `call`.
  ///
  /// @return one more
  long more(long number);

  /// For `tell`.
  void add(long number);

  /// For `any`: the same as [#more].
  Program<Object, Object, Long> asking(long number);

  /// For `all`: the same as [#add].
  Program<Object, Object, @Nullable Object> adding(long number);
}

package io.weightless.observe.internal;

import org.jspecify.annotations.Nullable;

/// What a dispatcher asks for a message that it was given: to whom it goes, and what becomes of it.
public interface Hop extends Answering {
  /// Whom it goes to now, in their order. All of them are of the dispatcher's interface.
  Object[] targets();

  /// All have declined.
  Throwable nobody(int method);

  /// Nobody handles `thrown` here.
  Throwable failed(Throwable thrown, int method);

  /// One of several has failed.
  ///
  /// @param first what failed before
  /// @return what is to be thrown in the end, when the others are still told
  /// @throws Throwable when they are not
  Throwable told(@Nullable Throwable first, Throwable thrown, int method) throws Throwable;
}

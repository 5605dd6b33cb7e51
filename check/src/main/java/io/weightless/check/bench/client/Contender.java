package io.weightless.check.bench.client;

import java.net.URI;
import java.util.function.BooleanSupplier;

/// A client, used as its makers say.
interface Contender {
  /// Asks for `url` again and again, takes all of each answer, and looks whether it is there.
  ///
  /// @param atATime how many at once, each of them one after the other
  /// @return how many answers there were
  long ask(URI url, int atATime, BooleanSupplier goesOn) throws Exception;

  static void check(int status, long bytes) {
    if (status != 200 || bytes < 1024) {
      throw new IllegalStateException("a wrong answer: " + status + ", " + bytes + " bytes");
    }
  }
}

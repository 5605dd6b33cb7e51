package io.weightless.net.terminal.internal;

import io.weightless.net.terminal.Terminal;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;

/// Makes its terminal raw, twice, says so, and goes on.
final class RawForever {
  private RawForever() {}

  /// On its standard input.
  public static void main(String[] arguments) throws Exception {
    Terminal terminal = Objects.requireNonNull(LinuxTerminal.of(0));
    Terminal.Raw _ = terminal.raw();
    Terminal.Raw _ = terminal.raw();
    System.out.println("raw");
    new CountDownLatch(1).await();
  }
}

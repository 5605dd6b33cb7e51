package io.weightless.net.terminal.internal;

import io.weightless.coroutine.Coroutine;
import io.weightless.gio.Gio;
import io.weightless.net.Stream;
import io.weightless.net.internal.World;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.reactor.Reactor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Copies its standard input to its standard output, and says on its standard error that it has.
final class Echo {
  private Echo() {}

  /// On the backend that it is given.
  public static void main(String[] arguments) throws Exception {
    try (Reactor reactor = Reactor.open(arguments[0])) {
      reactor.run(() -> {
        StandardStreams standard = Reactor.current().service(StandardStreams.class);
        try (Stream stream = standard.stream();
            Stream errors = standard.errors()) {
          Gio.drive(stream, copy());
          String terminal = "" + standard.inputTerminal() + standard.outputTerminal();
          errors.write(World.bytes("done on " + terminal));
        }
      });
    }
  }

  private static Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> copy() {
    return Coroutine.of(
        "copy",
        io -> {
          for (ByteBuffer part = io.read(); part != null; part = io.read()) {
            io.write(part);
          }
          return null;
        });
  }
}

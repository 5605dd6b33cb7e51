package io.weightless.testing.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.Stream;
import io.weightless.net.process.Command;
import io.weightless.net.process.Process;
import io.weightless.net.process.Processes;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the tests of processes ask for.
final class ProcessTalk {
  private ProcessTalk() {}

  static Processes processes() {
    return Reactor.current().service(Processes.class);
  }

  static Process start(Command command) throws IOException {
    return processes().start(command);
  }

  /// To the end, as text of one byte a letter.
  static String readAll(Stream stream) throws IOException {
    StringBuilder all = new StringBuilder();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      all.append(UTF_8.decode(part));
    }
    return all.toString();
  }
}

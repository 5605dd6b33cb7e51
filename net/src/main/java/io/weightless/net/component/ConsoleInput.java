package io.weightless.net.component;

import io.weightless.component.Component;
import io.weightless.net.Stream;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Sends the lines of standard input, as [Lines] makes them: until its end, of which a terminal's
/// user types Ctrl-D.
///
/// - **Limit**: 64 KiB for a line.
/// - **Cost**: a thread while it reads; see [StandardStreams].
/// - **Failing**: it crashes with [LineTooLong].
///
/// From Kamaelia's ConsoleReader.
public final class ConsoleInput extends Component<Void, String> {
  @Override
  protected void main() throws IOException {
    LineCutter cutter = new LineCutter(LineCutter.LIMIT_BYTES);
    try (Stream console = Reactor.current().service(StandardStreams.class).stream()) {
      for (ByteBuffer part = console.read(); part.hasRemaining(); part = console.read()) {
        for (String line = cutter.next(part); line != null; line = cutter.next(part)) {
          out.send(line);
        }
      }
    }
    @Nullable String last = cutter.last();
    if (last != null) {
      out.send(last);
    }
  }
}

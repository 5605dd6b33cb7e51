package io.weightless.net.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.channel.ChannelClosed;
import io.weightless.component.Component;
import io.weightless.net.Stream;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Prints all that comes, a line for each value: on standard output, or on standard error.
///
/// - **Waits**: until it is printed; so whoever does not read holds up what is before it.
/// - **Cost**: a thread while it prints; what has come meanwhile is printed at once, up to 64 KiB.
///   See [StandardStreams].
/// - **Failing**: it crashes when nobody reads any more ("Broken pipe").
///
/// From Kamaelia's ConsoleEchoer.
public final class ConsoleOutput extends Component<Object, Void> {
  /// From so many characters on they are printed.
  private static final int FULL = 64 * 1024;

  private final boolean isForErrors;

  private ConsoleOutput(boolean isForErrors) {
    this.isForErrors = isForErrors;
  }

  /// On standard output.
  public ConsoleOutput() {
    this(false);
  }

  /// On standard error.
  public static ConsoleOutput errors() {
    return new ConsoleOutput(true);
  }

  @Override
  protected void main() throws IOException {
    StandardStreams standard = Reactor.current().service(StandardStreams.class);
    try (Stream console = isForErrors ? standard.errors() : standard.stream()) {
      for (Object value : in) {
        console.write(ByteBuffer.wrap(text(value).getBytes(UTF_8)));
      }
    }
  }

  /// With all that has come besides.
  private String text(Object first) {
    StringBuilder text = new StringBuilder();
    for (Object value = first; value != null; value = text.length() < FULL ? next() : null) {
      text.append(value).append(System.lineSeparator());
    }
    return text.toString();
  }

  private @Nullable Object next() {
    try {
      return in.tryReceive();
    } catch (ChannelClosed _) {
      return null;
    }
  }
}

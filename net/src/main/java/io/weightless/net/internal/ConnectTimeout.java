package io.weightless.net.internal;

import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How long to connect may take; zero for as long as it takes.
public record ConnectTimeout(Duration most) {
  /// A way to a stream, which waits.
  public interface Dial<S extends Stream> {
    S stream() throws IOException;
  }

  /// @throws SocketTimeoutException when it took too long; there is no connection then
  public <S extends Stream> S keep(Dial<S> dial) throws IOException {
    if (most.isZero()) {
      return dial.stream();
    }
    S stream =
        Scope.<@Nullable S, IOException>runOr(Deadline.after(most), null, _ -> dial.stream());
    if (stream == null) {
      throw new SocketTimeoutException("no answer within " + most.toMillis() + " ms");
    }
    return stream;
  }
}

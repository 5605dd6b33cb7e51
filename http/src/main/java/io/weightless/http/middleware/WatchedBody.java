package io.weightless.http.middleware;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A request's body that remembers whether the client was lost while it was read.
final class WatchedBody implements IncomingBody {
  private final IncomingBody body;
  private @Nullable IOException failure;

  WatchedBody(IncomingBody body) {
    this.body = body;
  }

  /// Whether `thrown` says that the client is gone, so that there is nobody to be told.
  boolean isLost(Exception thrown) {
    return failure != null && (thrown == failure || thrown.getCause() == failure);
  }

  @Override
  public ByteBuffer read() throws IOException {
    try {
      return body.read();
    } catch (BadRequest bad) {
      throw bad;
    } catch (IOException gone) {
      failure = gone;
      throw gone;
    }
  }

  @Override
  public long length() {
    return body.length();
  }

  @Override
  public Headers trailers() {
    return body.trailers();
  }
}

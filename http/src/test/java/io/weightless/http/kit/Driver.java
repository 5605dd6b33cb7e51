package io.weightless.http.kit;

import io.weightless.coroutine.Coroutine;
import io.weightless.gio.Gio;
import io.weightless.http.HttpProtocol;
import io.weightless.http.ResponseCut;
import io.weightless.net.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Whoever has accepted a connection and has a coroutine for it.
public final class Driver {
  private Driver() {}

  /// Drives `http` on `stream`, and closes that.
  public static void drive(Stream stream, Coroutine<ByteBuffer, ByteBuffer, ?> http) {
    try {
      Gio.drive(stream, http);
      HttpProtocol.close(stream);
    } catch (ResponseCut _) {
      stream.reset();
    } catch (IOException _) {
      // The client is gone.
    } finally {
      stream.close();
    }
  }
}

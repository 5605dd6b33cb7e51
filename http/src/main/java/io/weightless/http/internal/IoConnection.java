package io.weightless.http.internal;

import io.weightless.coroutine.Io;
import io.weightless.net.Address;
import java.nio.ByteBuffer;

/// A server's end of one connection inside a coroutine, which reads and writes for it: an
/// [HttpConnection] on an [IoStream].
///
/// @param isTimed whether it asks its driver for time limits
public record IoConnection(Service service, Address remote, boolean isTimed) {
  /// Serves until either side has had enough, and gives back what is left of the input.
  ///
  /// @throws io.weightless.http.ResponseCut when it ended within a response
  public void run(Io<ByteBuffer, ByteBuffer> io) {
    IoWatch watch = isTimed ? new AskingWatch(io, service) : new IoWatch(io);
    IoStream stream = new IoStream(remote, watch);
    HttpConnection connection = new HttpConnection(service, stream, watch);
    connection.run();
    stream.finish(connection.left());
  }
}

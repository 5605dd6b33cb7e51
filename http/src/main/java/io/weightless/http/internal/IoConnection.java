package io.weightless.http.internal;

import io.weightless.coroutine.Io;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.Limits;
import io.weightless.net.Address;
import io.weightless.reactor.Clock;
import java.nio.ByteBuffer;

/// A server's end of one connection inside a coroutine, which reads and writes for it: an
/// [HttpConnection] on an [IoStream].
public record IoConnection(
    Handler handler, Limits limits, AccessLog log, Clock clock, Address remote) {

  /// Serves until either side has had enough, and gives back what is left of the input.
  ///
  /// @throws io.weightless.http.ResponseCut when it ended within a response
  public void run(Io<ByteBuffer, ByteBuffer> io) {
    Service service = new Service(handler, limits, log, clock);
    IoWatch watch = new IoWatch(io);
    IoStream stream = new IoStream(remote, watch);
    HttpConnection connection = new HttpConnection(service, stream, watch);
    connection.run();
    stream.finish(connection.left());
  }
}

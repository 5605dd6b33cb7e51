package io.weightless.http.client;

import io.weightless.channel.Channel;
import io.weightless.channel.ChannelClosed;
import io.weightless.http.Body;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;

/// Bodies of requests from what the platform has for bytes that come, and bodies of responses as
/// that.
///
/// From rose's adapters, for the streams of this platform.
public final class Bodies {
  private static final int PART = 16 * 1024;

  /// Values that a publisher is asked for ahead.
  private static final int AHEAD = 4;

  private Bodies() {}

  /// All that `source` gives, which is read, once, in the task that sends it, and closed then. A
  /// read that blocks holds the loop, where the platform does not park its thread: of files.
  ///
  /// @param length how many bytes there will be, exactly; or
  ///   [IncomingBody#UNKNOWN][io.weightless.http.IncomingBody#UNKNOWN]
  public static Body from(InputStream source, long length) {
    return new Body.Streamed(
        length,
        sink -> {
          byte[] part = new byte[PART];
          try (source) {
            for (int count = source.read(part); count >= 0; count = source.read(part)) {
              sink.write(ByteBuffer.wrap(part, 0, count));
            }
          }
        },
        source);
  }

  /// All that `publisher` gives from when it is sent on; it is asked for four buffers ahead. It
  /// must not touch them any more. Its failure is that of the exchange.
  ///
  /// @param length as of [#from(InputStream, long)]
  public static Body from(Flow.Publisher<ByteBuffer> publisher, long length) {
    return new Body.Streamed(
        length,
        sink ->
            Scope.join(scope -> {
              Channel<ByteBuffer> parts = Channel.buffered(AHEAD);
              publisher.subscribe(parts.toSubscriber(scope, AHEAD));
              try {
                for (ByteBuffer part : parts) {
                  sink.write(part);
                }
              } finally {
                parts.close();
              }
            }));
  }

  /// The body of `response` to read from; closing it closes the response.
  ///
  /// - **Waits**: as [read][io.weightless.http.IncomingBody#read].
  /// - **Runs on**: tasks of the client's reactor.
  public static InputStream stream(ClientResponse response) {
    return new BodyInput(response);
  }

  /// The body of `response` for one subscriber, who gets it in buffers of his own. The response is
  /// closed at the end, when he cancels, and with `scope`.
  ///
  /// - **Runs on**: a task of `scope` calls the subscriber; he may ask and cancel from any thread.
  /// - **Limit**: one buffer is read ahead of what he asks for.
  public static Flow.Publisher<ByteBuffer> publisher(Scope scope, ClientResponse response) {
    Reactor reactor = Reactor.current();
    Channel<ByteBuffer> parts = Channel.rendezvous();
    scope.start("body of " + response, () -> read(response, parts));
    Flow.Publisher<ByteBuffer> publisher = parts.toPublisher(scope);
    Runnable whenCancelled =
        () ->
            reactor.post(() -> {
              parts.close();
              response.close(); // it may be read just now
            });
    return subscriber -> {
      Objects.requireNonNull(subscriber, "a publisher takes no null");
      publisher.subscribe(new BodySubscriber(subscriber, whenCancelled));
    };
  }

  private static void read(ClientResponse response, Channel<ByteBuffer> parts) {
    try (response) {
      ByteBuffer part = response.body().read();
      while (part.hasRemaining()) {
        parts.send(ByteBuffer.allocate(part.remaining()).put(part).flip());
        part = response.body().read();
      }
      parts.close();
    } catch (ChannelClosed _) {
      // He wants no more.
    } catch (IOException failure) {
      parts.fail(failure);
    }
  }
}

package io.weightless.http.internal;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import io.weightless.http.Peer;
import io.weightless.http.Status;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.RequestParser;
import io.weightless.http.internal.wire.ResponseWriter;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.net.tls.TlsStream;
import io.weightless.reactor.Cancelled;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The server's end of one connection: reads requests, has them answered in order, writes.
///
/// Requests that come in together are answered together: the responses are gathered, and written
/// when the input is used up, before anything is waited for on this stream. While it waits for a
/// request it holds no buffer. A handler that waits for something else holds up the responses to
/// the requests that were sent before its own in one go.
public final class HttpConnection {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Service service;
  private final Stream stream;
  private final Address remote;

  /// Known with the first request: TLS shakes hands when that is waited for.
  private @Nullable Peer peer;

  private final Output output;
  private final RequestParser parser;
  private final Watch watch;
  private final Farewell farewell;

  /// Lent by the stream; what is left of it comes next.
  private ByteBuffer input = NOTHING;

  /// When the head must be here that has begun, by the clock's nanoseconds; known from the first
  /// wait for more of it on.
  private long headEnds = Watch.NONE;

  private boolean isIdle;

  /// A response was begun and not finished; if it ends here, the client must see that.
  private boolean isSending;

  /// Told when the server drains, while a response is written that wants to know.
  private @Nullable Runnable told;

  /// When something last happened, by the clock's nanoseconds.
  private long active;

  /// One of a server.
  public HttpConnection(Service service, Stream stream) {
    this(service, stream, new TimerWatch(service, stream));
  }

  HttpConnection(Service service, Stream stream, Watch watch) {
    this.service = service;
    this.stream = stream;
    this.remote = stream.remote();
    this.watch = watch;
    this.farewell = new Farewell(service, stream, watch);
    this.output = new Output(stream, service, watch);
    this.parser = new RequestParser(service.limits);
    this.active = service.nanos();
  }

  /// Serves until either side has had enough, and closes the stream.
  ///
  /// - **Waits**: most of the time.
  /// - **Cancelled**: the stream is closed; a response that was under way is cut off visibly.
  public void run() {
    live(this::serve);
  }

  /// Answers 503 whatever was asked, and closes the stream.
  public void refuse() {
    live(() -> end(new BadRequest(Status.SERVICE_UNAVAILABLE, "too many connections")));
  }

  /// Shows the client the end at once if it waits for a request; else the present response will be
  /// the last.
  public void drain() {
    if (!isIdle) {
      if (told != null) {
        told.run();
      }
      return;
    }
    try {
      farewell.begin();
    } catch (IOException gone) {
      stream.close();
    }
  }

  /// Whether the client was shown the end: nothing more will be answered.
  public boolean isOver() {
    return farewell.hasBegun();
  }

  private void live(Life life) {
    try {
      life.live();
    } catch (IOException gone) {
      // The client is gone, or too slow, or the server has closed the stream: nobody left to tell.
    } catch (Cancelled cancelled) {
      throw cancelled;
    } catch (RuntimeException | Error bug) {
      LOG.log(Level.ERROR, "a connection failed; this is a bug in the server", bug);
    } finally {
      watch.close();
      output.release();
      if (isSending) {
        stream.reset();
      } else {
        stream.close();
      }
    }
  }

  private void serve() throws IOException {
    try {
      while (awaitRequest()) {
        if (!answerAll()) {
          return;
        }
      }
    } catch (BadRequest bad) {
      end(bad);
    }
  }

  /// @return whether there is something to parse
  private boolean awaitRequest() throws IOException {
    if (service.isDraining()) {
      end(true);
      return false;
    }
    headEnds = Watch.NONE; // an empty line was not the beginning of a head
    isIdle = true;
    watch.expectInput(active + service.idleNanos, active);
    read();
    isIdle = false;
    if (farewell.hasBegun()) {
      farewell.finish();
      return false;
    }
    watch.inputCame();
    return input.hasRemaining();
  }

  /// Answers all requests that are here, and one that has begun.
  ///
  /// @return whether the connection goes on
  private boolean answerAll() throws IOException {
    while (true) {
      Head head = parser.parse(input);
      if (head != null) {
        headEnds = Watch.NONE;
        Exchange exchange = new Exchange(this, head);
        Exchange.After after = exchange.run();
        told = null;
        if (after == Exchange.After.SWITCHES) {
          converse(exchange);
          return false;
        }
        if (after != Exchange.After.STAYS) {
          end(after == Exchange.After.LINGERS);
          return false;
        }
        watch.answered(active, output);
      } else if (parser.hasBegun()) {
        awaitHead();
      } else {
        output.flush();
        return true;
      }
    }
  }

  /// Goes over to another protocol.
  private void converse(Exchange exchange) throws IOException {
    output.flush();
    parser.giveBack(input);
    ByteBuffer rest = input;
    input = NOTHING;
    isSending = true;
    try {
      exchange.protocol().run(new TunnelLine(stream, rest, this::whenDraining));
      isSending = false;
    } catch (IOException gone) {
      throw gone;
    } catch (Exception failure) {
      LOG.log(Level.ERROR, "the protocol behind " + exchange + " failed", failure);
      throw new IOException(failure);
    }
    end(true);
  }

  private void awaitHead() throws IOException {
    output.flush();
    if (headEnds == Watch.NONE) {
      headEnds = service.nanos() + service.headNanos;
    }
    int held = parser.held();
    service.memory.hold(held);
    try {
      if (!watch.awaitBy(headEnds, this::read)) {
        throw new BadRequest(
            Status.REQUEST_TIMEOUT,
            "the head did not come within " + service.limits.times().head().toSeconds() + " s");
      }
    } finally {
      service.memory.free(held);
    }
    if (!input.hasRemaining()) {
      throw new BadRequest("the connection ended within a head");
    }
  }

  /// Waits for more of a body.
  ///
  /// @param isAwaited whether the client has to be asked for it
  void awaitBody(boolean isAwaited, Patience patience) throws IOException {
    if (isAwaited) {
      ResponseWriter.goOn(output.room(OutputPool.BYTES));
    }
    output.flush();
    long began = service.nanos();
    watch.expectInput(began + patience.left(), began);
    try {
      read();
    } finally { // the handler may have put a deadline around it, and go on
      watch.inputCame();
      patience.settle(service.nanos() - began, input.remaining());
    }
    if (!input.hasRemaining()) {
      throw new BadRequest("the connection ended within a body");
    }
  }

  /// What was lent before is somebody else's from now on, also when this read is cancelled.
  private void read() throws IOException {
    input = NOTHING;
    input = stream.read();
  }

  /// Answers a request that can't be read, and ends the connection.
  private void end(BadRequest bad) throws IOException {
    Exchange.refuse(this, bad);
    end(true);
  }

  private void end(boolean isClientSending) throws IOException {
    output.flush();
    if (watch.lingers(isClientSending, input.hasRemaining() || parser.hasBegun())) {
      farewell.begin();
      farewell.finish();
    }
  }

  /// Before a handler takes its time: a buffer that nobody will look into again goes back, another
  /// one counts.
  ///
  /// @param hasBody whether the handler may read on
  /// @return how many bytes are held until the handler is done
  int holdInput(boolean hasBody) throws BadRequest {
    if (hasBody || input.hasRemaining() || parser.hasBegun()) {
      int held = input.capacity();
      service.memory.hold(held);
      return held;
    }
    input = NOTHING;
    stream.release();
    return 0;
  }

  Limits limits() {
    return service.limits;
  }

  Service service() {
    return service;
  }

  Output output() {
    return output;
  }

  ByteBuffer input() {
    return input;
  }

  /// What has come in and was not looked at, in its order, when it has ended.
  List<ByteBuffer> left() {
    return List.of(parser.left(), input);
  }

  Address remote() {
    return remote;
  }

  Peer peer() {
    Peer known = peer;
    if (known == null) {
      known =
          stream instanceof TlsStream secure
              ? encrypted(secure)
              : Peer.plain(remote, service.shared(stream.local()));
      peer = known;
    }
    return known;
  }

  private Peer encrypted(TlsStream secure) {
    return new Peer(
        remote,
        true,
        secure.serverName(),
        secure.peer(),
        service.shared(stream.local()),
        secure.session());
  }

  /// Whether the present one, that can't be read, is a HEAD.
  boolean isHead() {
    return parser.isHead();
  }

  /// What is known of the present one.
  String requestLine() {
    return parser.requestLine();
  }

  /// @param now replaces what was to be told before
  void whenDraining(Runnable now) {
    told = now;
    if (service.isDraining()) {
      now.run();
    }
  }

  void active(long nanos) {
    active = nanos;
  }

  void sending(boolean isSending) {
    if (this.isSending && !isSending) {
      active = service.nanos(); // it may have waited
    }
    this.isSending = isSending;
  }

  private interface Life {
    void live() throws IOException;
  }
}

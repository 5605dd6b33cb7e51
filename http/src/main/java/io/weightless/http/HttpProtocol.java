package io.weightless.http;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.http.internal.Farewell;
import io.weightless.http.internal.IoConnection;
import io.weightless.http.internal.Service;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The server's end of one HTTP connection as a program that talks to nobody in particular: it
/// reads requests and writes responses, wherever they come from and go to.
///
/// ```java
/// var http = Coroutine.of("http", HttpProtocol.of(request -> Response.ok("hello")));
/// Gio.drive(stream, http); // on TCP, in memory, in a simulation
///
/// try (var http = Coroutine.of("http", HttpProtocol.of(handler).untimed())) { // or on a script
///   http.next();
///   Step<ByteBuffer, ByteBuffer, Void> answer = http.send(bytes("GET / HTTP/1.0\r\n\r\n"));
/// ```
///
/// It is the very code that [HttpServer] runs on its connections, with the same answers to the same
/// bytes: requests that come together are answered together, bodies are streamed both ways, and
/// what can't be read is refused. It ends when either side has had enough; what the client sent
/// behind its last request is then in the [rest][io.weightless.coroutine.Coroutine#rest]. Its
/// driver [closes][#close] the stream, or resets it. Being a program, it may also be
/// [called][Io#call] by another one, that has read from the same connection before.
///
/// - **Order**: inputs may be cut anywhere. An output is at most 16 KiB, and lent until the next
///   step; so is an input until the program reads again.
/// - **Waits**: for its driver, and wherever the handler waits: that parks the driver too. A
///   deadline that a handler puts around a read of its request's body ends it only when it waits
///   for something else.
/// - **Runs on**: its coroutine; it may be run any number of times, by anybody. Its clock is that
///   of the reactor that it runs on, or the computer's; for the Date of the responses.
/// - **Cancelled**: closing the coroutine ends it where it is, as if the client was gone.
/// - **Limit**: those of the [Limits]; those of the connections together are here those of one.
///   Their times it asks of its driver, as [Gio][io.weightless.gio.Gio] does; see [#untimed].
/// - **Failing**: what the driver throws in ends it, and is thrown on; except an `IOException`, or
///   a `TimedOut` of its own limits, for then the client is gone, and nobody else has to know.
///   While an untimed one reads a head, any `TimedOut` is answered with a 408. [ResponseCut] when
///   it ends within a response.
/// - **Cost**: beside the server's own, two steps for a read and two for a write.
///
/// From Weightless' `HttpProtocol`.
public final class HttpProtocol implements Program<ByteBuffer, ByteBuffer, @Nullable Void> {
  private static final Address NOBODY = new Address("unknown", 0);

  private final Handler handler;
  private final Limits limits;
  private final AccessLog log;
  private final Address remote;
  private final boolean isTimed;

  /// Null for that of whoever runs it.
  private final @Nullable Clock clock;

  private HttpProtocol(
      Handler handler,
      Limits limits,
      AccessLog log,
      Address remote,
      boolean isTimed,
      @Nullable Clock clock) {
    this.handler = handler;
    this.limits = limits;
    this.log = log;
    this.remote = remote;
    this.isTimed = isTimed;
    this.clock = clock;
  }

  /// One that has requests answered by `handler`, within the default limits.
  public static HttpProtocol of(Handler handler) {
    return of(handler, Limits.DEFAULT);
  }

  public static HttpProtocol of(Handler handler, Limits limits) {
    return new HttpProtocol(
        Objects.requireNonNull(handler),
        Objects.requireNonNull(limits),
        AccessLog.NONE,
        NOBODY,
        true,
        null);
  }

  /// The same, told who the client is: that is the remote of its requests.
  public HttpProtocol from(Address client) {
    return new HttpProtocol(handler, limits, log, client, isTimed, clock);
  }

  /// The same, that tells `log` of its responses.
  public HttpProtocol logging(AccessLog log) {
    return new HttpProtocol(handler, limits, log, remote, isTimed, clock);
  }

  /// The same without time limits: it asks nothing, and gives way to nobody. For scripts, and for
  /// drivers that throw `TimedOut` in when they have waited long enough.
  public HttpProtocol untimed() {
    return new HttpProtocol(handler, limits, log, remote, false, clock);
  }

  /// The same on `clock`, from which the Date of its responses is.
  public HttpProtocol at(Clock clock) {
    return new HttpProtocol(handler, limits, log, remote, isTimed, clock);
  }

  /// For a driver, behind the end of it: closes `stream` as [HttpServer] closes its own. A client
  /// that may still be sending is shown the end, and what it sends is thrown away until it hangs up
  /// too, pauses for two seconds, or has gone on for thirty. If the stream was closed at once, what
  /// nobody has read might cost the client its last answer.
  ///
  /// - **Waits**: until then.
  public static void close(Stream stream) throws IOException {
    try (stream) {
      Farewell.take(stream);
    }
  }

  @Override
  public @Nullable Void run(Io<ByteBuffer, ByteBuffer> io) {
    Service service = new Service(handler, limits, log, clock == null ? here() : clock);
    new IoConnection(service, remote, isTimed).run(io);
    return null;
  }

  private static Clock here() {
    try {
      return Reactor.current().clock();
    } catch (IllegalStateException _) { // on a plain thread
      return Clock.system();
    }
  }
}

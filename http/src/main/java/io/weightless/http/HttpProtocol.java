package io.weightless.http;

import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.http.internal.IoConnection;
import io.weightless.net.Address;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
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
/// try (var http = Coroutine.of("http", HttpProtocol.of(handler))) { // or on a script
///   http.next();
///   Step<ByteBuffer, ByteBuffer, Void> answer = http.send(bytes("GET / HTTP/1.0\r\n\r\n"));
/// ```
///
/// It is the very code that [HttpServer] runs on its connections, with the same answers to the same
/// bytes: requests that come together are answered together, bodies are streamed both ways, and
/// what can't be read is refused. It ends when either side has had enough; what the client sent
/// behind its last request is then in the [rest][io.weightless.coroutine.Coroutine#rest]. Being a
/// program, it may also be [called][Io#call] by another one, that has read from the same connection
/// before.
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
///   Times are up to its driver, which throws `TimedOut` in.
/// - **Failing**: what the driver throws in ends it, and is thrown on; except an `IOException`, or
///   a `TimedOut`, for then the client is gone, and nobody else has to know. While it reads a head,
///   a `TimedOut` is answered with a 408. [ResponseCut] when it ends within a response.
/// - **Cost**: beside the server's own, two steps for a read and two for a write.
///
/// From Weightless' `HttpProtocol`.
public final class HttpProtocol implements Program<ByteBuffer, ByteBuffer, @Nullable Void> {
  private static final Address NOBODY = new Address("unknown", 0);

  private final Handler handler;
  private final Limits limits;
  private final AccessLog log;
  private final Address remote;

  /// Null for that of whoever runs it.
  private final @Nullable Clock clock;

  private HttpProtocol(
      Handler handler, Limits limits, AccessLog log, Address remote, @Nullable Clock clock) {
    this.handler = handler;
    this.limits = limits;
    this.log = log;
    this.remote = remote;
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
        null);
  }

  /// The same, told who the client is: that is the remote of its requests.
  public HttpProtocol from(Address client) {
    return new HttpProtocol(handler, limits, log, client, clock);
  }

  /// The same, that tells `log` of its responses.
  public HttpProtocol logging(AccessLog log) {
    return new HttpProtocol(handler, limits, log, remote, clock);
  }

  /// The same on `clock`, from which the Date of its responses is.
  public HttpProtocol at(Clock clock) {
    return new HttpProtocol(handler, limits, log, remote, clock);
  }

  @Override
  public @Nullable Void run(Io<ByteBuffer, ByteBuffer> io) {
    new IoConnection(handler, limits, log, clock == null ? here() : clock, remote).run(io);
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

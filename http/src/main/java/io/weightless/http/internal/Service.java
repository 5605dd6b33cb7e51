package io.weightless.http.internal;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.http.AccessLog;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import io.weightless.http.Peer;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.HttpDate;
import io.weightless.net.Address;
import io.weightless.reactor.Clock;
import io.weightless.reactor.Reactor;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.temporal.ChronoField;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// What the connections of one server share. It belongs to one reactor, as they do.
public final class Service {
  private static final System.Logger LOG = System.getLogger("io.weightless.http");

  private static final long SECOND = 1_000_000_000;

  /// How many buffers are kept; more exist only while slow clients hold them.
  private static final int KEPT = 64;

  final Handler handler;
  final Limits limits;
  final @Nullable Reactor reactor;
  final @Nullable Carrier carrier;
  final Memory memory;
  final OutputPool pool;

  final long idleNanos;
  final long headNanos;
  final long bodyNanos;
  final long responseNanos;

  private final Clock clock;
  private final AccessLog log;
  private final boolean isLogged;

  /// Since it last worked; that is said once.
  private boolean isLogFailing;

  private byte[] date = new byte[0];

  /// When `date` has to be made anew, by the clock's nanoseconds.
  private long dateEnds;

  private boolean isDraining;

  /// Of the latest connection.
  private Address local = Peer.UNKNOWN;

  /// Takes the reactor of the calling task.
  ///
  /// @param buffers makes a buffer of so many bytes, from which the connections write
  public Service(Handler handler, Limits limits, AccessLog log, IntFunction<ByteBuffer> buffers) {
    Memory all = new Memory(limits.connections().bufferedBytes());
    OutputPool own = new OutputPool(all, buffers, KEPT, _ -> {});
    this(handler, limits, log, Reactor.current().clock(), Reactor.current(), all, own);
  }

  /// For one connection, which knows no reactor.
  public Service(Handler handler, Limits limits, AccessLog log, Clock clock) {
    Memory all = new Memory(limits.connections().bufferedBytes());
    SpareBuffers spare = SpareBuffers.ALL;
    OutputPool none = new OutputPool(all, spare::take, 0, spare::giveBack);
    this(handler, limits, log, clock, null, all, none);
  }

  private Service(
      Handler handler,
      Limits limits,
      AccessLog log,
      Clock clock,
      @Nullable Reactor reactor,
      Memory memory,
      OutputPool pool) {
    this.handler = handler;
    this.limits = limits;
    this.log = log;
    this.headNanos = limits.times().head().toNanos();
    this.idleNanos = limits.times().idle().toNanos();
    this.bodyNanos = limits.times().body().toNanos();
    this.responseNanos = limits.times().response().toNanos();
    this.memory = memory;
    this.pool = pool;
    this.isLogged = !log.equals(AccessLog.NONE);
    this.reactor = reactor;
    this.carrier = reactor == null ? null : Strand.current().carrier();
    this.clock = clock;
    this.dateEnds = clock.nanos();
  }

  /// From now on every response ends its connection.
  public void drain() {
    isDraining = true;
  }

  boolean isDraining() {
    return isDraining;
  }

  /// The same address as one object, for it is that of most connections.
  Address shared(Address here) {
    if (!here.equals(local)) {
      local = here;
    }
    return local;
  }

  long nanos() {
    return clock.nanos();
  }

  /// How many nanoseconds a client earns by moving so many bytes; saturates.
  long earned(long bytes) {
    return SECOND / limits.times().bytesPerSecond() * Math.min(bytes, Integer.MAX_VALUE);
  }

  /// A whole Date field, made once a second.
  byte[] date(long nanos) {
    if (nanos - dateEnds >= 0) {
      var now = clock.now();
      date = HttpDate.field(now);
      dateEnds = nanos + SECOND - now.get(ChronoField.NANO_OF_SECOND);
    }
    return date;
  }

  /// For the log; costs nothing when there is none.
  long startOfService() {
    return isLogged ? nanos() : 0;
  }

  void log(Address remote, Head head, Reply reply, long began) {
    if (isLogged) {
      log(remote, head.requestLine(), head.headers(), reply, began);
    }
  }

  void log(Address remote, String requestLine, Headers request, Reply reply, long began) {
    if (isLogged) {
      long took = nanos() - began;
      log(
          new AccessLog.Entry(
              remote, requestLine, reply.status(), reply.sent(), took, request, reply.headers()));
    }
  }

  /// Whatever the log does, the response stays what it is.
  private void log(AccessLog.Entry entry) {
    try {
      log.served(entry);
      isLogFailing = false;
    } catch (Throwable failure) {
      if (!isLogFailing) {
        isLogFailing = true;
        LOG.log(Level.ERROR, "the access log failed; entries are lost", failure);
      }
    }
  }
}

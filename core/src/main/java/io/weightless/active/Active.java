package io.weightless.active;

import io.weightless.channel.ChannelClosed;
import io.weightless.channel.Mailbox;
import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.scope.Scope;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Lets any thread call into a scope: each call is a task there, so what it touches needs no lock.
///
/// ```java
/// Active bank = Active.in(scope);                                  // on the scope's reactor
/// Account account = bank.proxy(Account.class, new SimpleAccount());
/// // and then, on whichever thread:
/// long balance = account.deposit(7);                               // waits for the task
/// CompletableFuture<Long> later = bank.call("audit", () -> audit());
/// ```
///
/// - **Order**: the calls of one caller start in the order in which they were made, and those of
///   several first come, first served. A call that waits lets the others go on; for strictly one
///   after the other, let the object have a `Lock`.
/// - **Runs on**: anything but [#in] and [#of] may be called from any thread.
/// - **Cancelled**: who is cancelled, or interrupted, while he waits for a call cancels it, as does
///   who cancels its future: one that has not started never is, one that has sees it at its next
///   wait. A failure that nobody waits for any more goes to whoever owns those of the reactor: see
///   [io.weightless.reactor.Reactor#onFailure]. A failure is the caller's, never the scope's.
/// - **Limit**: 1,024 calls under way, or as given; then callers wait, and callbacks, which can't,
///   are refused. An object that calls itself takes from the same.
/// - **Cost**: of a call from another thread, two posts.
///
/// When the scope has ended, or its reactor is closed, calls are refused. A reactor that is neither
/// run nor closed answers nobody.
///
/// From Active Objects, whose calls return futures.
public final class Active {
  private static final int DEFAULT_LIMIT = 1_024;

  private final Scope scope;
  private final Carrier carrier = Carrier.current();

  /// Each call under way has a place in it: so whoever has to wait for one does, on any thread.
  private final Mailbox<Call<?>> places;

  private final int limit;

  private Active(Scope scope, int limit) {
    this.scope = Objects.requireNonNull(scope);
    this.limit = limit;
    places = Mailbox.buffered(limit);
  }

  /// Calls into `scope`, of which 1,024 may be under way.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static Active in(Scope scope) {
    return new Active(scope, DEFAULT_LIMIT);
  }

  /// Calls into `scope`, of which `limit` may be under way.
  ///
  /// @throws IllegalStateException outside a task and a callback of a reactor
  public static Active in(Scope scope, int limit) {
    return new Active(scope, limit);
  }

  /// The same as [#proxy] in [#in].
  public static <T> T of(Scope scope, Class<T> type, T object) {
    return in(scope).proxy(type, object);
  }

  /// A `type` each of whose methods calls that of `object` here.
  ///
  /// One that returns a [CompletableFuture], a `CompletionStage` or a `Future` returns at once; any
  /// other waits: a task is set aside, a thread that is none of a reactor is held, and a callback
  /// is refused. What the method throws is thrown as it is. `toString`, `equals` and `hashCode` are
  /// those of the proxy itself. (The JDK's own [Proxy]; nothing is generated or scanned.)
  ///
  /// @throws IllegalArgumentException when `type` is no interface
  public <T> T proxy(Class<T> type, T object) {
    Objects.requireNonNull(object);
    if (!type.isInterface()) {
      throw new IllegalArgumentException(
          "an active object has the methods of an interface, and " + type.getName() + " is none");
    }
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(), new Class<?>[] {type}, new Methods(this, type, object)));
  }

  /// Runs `body` here as a task. To be called back with its end, as by `whenComplete`: what hangs
  /// on the future runs in that task.
  ///
  /// - **Waits**: only while as many calls as may be are under way.
  ///
  /// @return its result, or what it threw; an IllegalStateException when there is nobody to call.
  ///   Cancel it to cancel the task
  /// @throws CancellationException when the thread is none of a reactor, and is interrupted
  /// @throws IllegalStateException in a callback, over the limit
  public <T extends @Nullable Object> CompletableFuture<T> call(String name, Callable<T> body) {
    Call<T> call = new Call<>(this, name, body);
    try {
      if (!places.trySend(call)) {
        checkMayWait(name);
        places.send(call);
      }
      carrier.post(call, call::begin);
    } catch (ChannelClosed e) {
      call.completeExceptionally(
          new IllegalStateException("can't call '" + name + "': its reactor is closed", e));
    }
    return call;
  }

  private void checkMayWait(String name) {
    if (isCallback()) {
      throw new IllegalStateException(
          "can't call '"
              + name
              + "': "
              + limit
              + " calls are under way, the limit, and a callback can't wait for one to end");
    }
  }

  /// A guest of a reactor may wait: it holds nobody.
  static boolean isCallback() {
    return Strand.currentOrNull() == null
        && Carrier.currentOrNull() != null
        && !Thread.currentThread().isVirtual();
  }

  Scope scope() {
    return scope;
  }

  Carrier carrier() {
    return carrier;
  }

  /// A call is over. On the reactor.
  void leave() {
    var _ = places.tryReceive();
  }

  @Override
  public String toString() {
    return "Active[" + limit + " calls at most]";
  }
}

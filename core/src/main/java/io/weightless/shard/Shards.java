package io.weightless.shard;

import io.weightless.engine.internal.Carrier;
import io.weightless.engine.internal.Strand;
import io.weightless.engine.internal.Suspension;
import io.weightless.reactor.Reactor;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Some reactors that share nothing, each on a thread of its own: how a program uses all cores.
/// Each runs the same [Program]; they talk through [Mailboxes].
///
/// - **Failing**: the first failure of any of them cancels all the others, and is thrown from
///   [#run] with its own type; later ones are suppressed in it. As in a [Scope].
/// - **Runs on**: make them and their mailboxes on any thread, then [#run] them once. [#drain] and
///   [#cancel] may be called from any thread, also before.
/// - **Limit**: a thread, a reactor and its backend for each.
///
/// Time and chance are those of each reactor: of its own clock, from a random of its own. In
/// another world than that of threads it is [Cores] that decides.
public final class Shards {
  private final Cores cores;
  private final int count;
  private final List<Mailboxes<?>> mailboxes = new ArrayList<>();
  private final Ending ending;
  private final List<Life> lives;
  private boolean ran;

  private Shards(Cores cores, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("there has to be one shard at least, not " + count);
    }
    this.cores = cores;
    this.count = count;
    ending = new Ending(count);
    lives = IntStream.range(0, count).mapToObj(index -> new Life(this, index)).toList();
  }

  /// So many shards.
  public static Shards of(int count) {
    return new Shards(Cores.here(), count);
  }

  /// As many shards as there are cores.
  public static Shards perCore() {
    Cores cores = Cores.here();
    return new Shards(cores, cores.count());
  }

  /// Runs `program` on so many shards without mailboxes; see [#run(Program)].
  public static <X extends Exception> void run(int count, Program<X> program) throws X {
    of(count).run(program);
  }

  int count() {
    return count;
  }

  /// A mailbox for each shard, which keeps up to `capacity` values: first in, first out.
  ///
  /// @param name for messages
  /// @throws IllegalStateException when they have run already
  public <T> Mailboxes<T> mailboxes(String name, int capacity) {
    return add(name, capacity, null);
  }

  /// A mailbox for each shard, which keeps up to `capacity` values: the least first.
  ///
  /// @param name for messages
  /// @throws IllegalStateException when they have run already
  public <T> Mailboxes<T> mailboxes(String name, int capacity, Comparator<? super T> order) {
    return add(name, capacity, Objects.requireNonNull(order));
  }

  private <T> Mailboxes<T> add(String name, int capacity, @Nullable Comparator<? super T> order) {
    if (capacity < 1) {
      throw new IllegalArgumentException("mailboxes '" + name + "' need room, not " + capacity);
    }
    checkFresh();
    Mailboxes<T> added = new Mailboxes<>(this, name, capacity, order);
    mailboxes.add(added);
    return added;
  }

  private void checkFresh() {
    if (ran) {
      throw new IllegalStateException("these shards have been run: they are for one run");
    }
  }

  /// Runs `program` on each of them, and returns when all have ended, with all tasks that they
  /// started. Each program begins when all shards and their mailboxes are there.
  ///
  /// - **Waits**: always. A task waits, and its reactor goes on; any other thread is held.
  /// - **Cancelled**, or interrupted: all of them are, and it goes on waiting for their ends.
  ///
  /// @throws X when a program does, or anything else that one of them fails with, as it is
  /// @throws CancellationException when they were ended by [#cancel], or by an interrupt
  /// @throws DeadlineExceeded when the time of a [#drain] was over before they had ended
  /// @throws IllegalStateException when they have run already, or from a callback
  public <X extends Exception> void run(Program<X> program) throws X {
    checkFresh();
    Strand caller = Strand.currentOrNull();
    Suspension<@Nullable Void> wait = caller == null ? null : new Suspension<>(ending);
    ending.checkMayWait(wait);
    ran = true;
    lives.forEach(life -> start(life, program));
    ending.await(wait, this::cancel);
    ending.<X>rethrowFailure();
    if (wait != null) {
      Suspension.checkpoint();
    }
    ending.rethrowCancellation();
  }

  private void start(Life life, Program<?> program) {
    try {
      cores.start("shard-" + life.index(), () -> life.run(program), life::ended);
    } catch (RuntimeException | Error e) { // as one thread too many
      life.ended(e);
    }
  }

  /// Ends all of them in good order: none of them can start a task in its scope any more, what they
  /// have set up with [Shard#onDrain] runs, what runs may finish, and what is left when `allowed`
  /// is over is cancelled. The first call counts.
  ///
  /// - **Waits**: never; [#run] does.
  public void drain(Duration allowed) {
    if (ending.drain(allowed)) {
      lives.forEach(life -> life.tell(shard -> shard.drainFrom(allowed)));
    }
  }

  /// Cancels all of them. The first reason stays.
  ///
  /// - **Waits**: never; [#run] does.
  public void cancel(String reason) {
    if (ending.cancel(reason)) {
      lives.forEach(life -> life.tell(shard -> shard.cancel(reason)));
    }
  }

  Ending ending() {
    return ending;
  }

  List<Mailboxes<?>> mailboxes() {
    return mailboxes;
  }

  void failed(Throwable failure) {
    ending.failed(failure);
    cancel("another shard failed: " + failure);
  }

  int indexOfCaller() {
    Reactor caller = Reactor.current();
    return lives.stream()
        .filter(life -> life.isOn(caller))
        .mapToInt(Life::index)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("this is for the programs of the shards"));
  }

  /// Has `work` run on a reactor's `carrier`, however much others have posted there; unless it is
  /// closed, for then nobody is there for whom it would be.
  static void post(Carrier carrier, Runnable work) {
    if (!carrier.farewells.areTold()) {
      carrier.post(work);
    }
  }

  @Override
  public String toString() {
    return "Shards[" + count + ", " + ending + "]";
  }
}

package io.weightless.component;

import io.weightless.engine.internal.Carrier;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Work;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.shard.Cores;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Where components run that do not run on the reactor of the one around them: on a reactor of its
/// own, with a thread of its own.
///
/// ```java
/// Place files = Place.named("files");
/// reader.into(new Parser()).into(new Writer().on(files)).run();
/// ```
///
/// For one that computes for long, or that calls what blocks its thread: it holds nobody up but
/// those at its place. All that name the same place share it. The program is the same as elsewhere,
/// and so are its tests: in a simulation a place is a reactor of the simulation.
///
/// - **Order**, **ending**: as between components of one reactor; but of two wires from place to
///   place that lead to one inlet, what goes along the one may overtake what went along the other
///   before, where who sends was wired anew further up. A wire from one place to another keeps as
///   many values as the inlet that it leads to, and four times as many are on their way: so there
///   are six times its limit, and its senders seldom wait for the other thread.
/// - **Limit**: a thread and a reactor, from the start of the first component there until the one
///   that is around all, or the last of those, has ended. Then it can be used again.
///
/// From Axon's ThreadedComponent.
public final class Place {
  private final String name;

  // both by whoever holds the lock, on the thread of any component
  private @Nullable Post post;
  private int users;

  private Place(String name) {
    this.name = Objects.requireNonNull(name);
  }

  /// @param name of its thread
  public static Place named(String name) {
    return new Place(name);
  }

  /// One more component, that is around all, uses it until it [closes][#close] it: it is opened for
  /// the first one. Nobody waits for that here.
  synchronized void use() {
    if (users++ == 0) {
      Post fresh = new Post();
      post = fresh;
      Cores.here().start(name, fresh::live, fresh::ended);
    }
  }

  /// - **Waits**: until it is open.
  void awaitOpen() {
    Task.await(post().opened);
  }

  /// One user less. All that was started there for it has ended.
  ///
  /// - **Waits**: for the last one, until its reactor is closed.
  void close() {
    Post last = leave();
    if (last != null) {
      last.closing.complete(true);
      Scope.shield(() -> Task.await(last.ended));
    }
  }

  /// @return what is to be closed; null when others use it
  private synchronized @Nullable Post leave() {
    if (--users > 0) {
      return null;
    }
    Post last = post;
    post = null;
    return last;
  }

  private synchronized Post post() {
    if (post == null) {
      throw new IllegalStateException(this + " is not open: what it was opened for has ended");
    }
    return post;
  }

  /// Has `work` done there, in a turn of its own, with the scope of all that runs there.
  ///
  /// - **Waits**: until it is, cancelled or not.
  void call(Consumer<? super Scope> work) {
    Post there = post();
    call(there.carrier(), () -> work.accept(there.scope()), there.ended);
  }

  /// @param ended complete when nothing is done there any more
  static void call(Carrier there, Runnable work, CompletableFuture<Boolean> ended) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    there.post(() -> {
      try {
        work.run();
        done.complete(true);
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    });
    Scope.shield(() -> Task.await(CompletableFuture.anyOf(done, ended)));
  }

  /// Runs `work` there as a task.
  ///
  /// - **Waits**: until it has ended.
  /// - **Cancelled**: the task is, and its end is waited for.
  void run(String task, Work<?> work) {
    CompletableFuture<Boolean> ended = new CompletableFuture<>();
    CompletableFuture<Task<?>> begun = new CompletableFuture<>();
    call(scope -> begun.complete(scope.start(task, () -> tell(work, ended))));
    Post there = post();
    CompletableFuture<Object> end = CompletableFuture.anyOf(ended, there.ended);
    try {
      Task.await(end);
    } catch (Cancelled cancelled) {
      String reason = String.valueOf(cancelled.getMessage());
      there.carrier().post(() -> begun.join().cancel(reason));
      Scope.shield(() -> Task.await(end.exceptionally(_ -> false)));
      throw cancelled;
    }
  }

  private static void tell(Work<?> work, CompletableFuture<Boolean> ended) {
    try {
      work.run();
      ended.complete(true);
    } catch (Cancelled cancelled) {
      ended.completeExceptionally(new CancellationException(cancelled.getMessage()));
      throw cancelled;
    } catch (Throwable e) {
      ended.completeExceptionally(e);
    }
  }

  @Override
  public String toString() {
    return "Place[" + name + "]";
  }

  /// What is there while it is open.
  private static final class Post {
    final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    final CompletableFuture<Boolean> closing = new CompletableFuture<>();
    final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    // written before `opened` is complete
    private @Nullable Carrier carrier;
    private @Nullable Scope scope;

    void live() {
      Scope.join(own -> {
        carrier = Carrier.current();
        scope = own;
        opened.complete(true);
        Task.await(closing);
        own.cancel("all components have ended"); // what still waits for values from elsewhere
      });
    }

    /// On any thread.
    void ended(@Nullable Throwable failure) {
      if (failure == null || opened.completeExceptionally(failure)) {
        ended.complete(true); // who waited for it to open is told
      } else {
        ended.completeExceptionally(failure);
      }
    }

    Carrier carrier() {
      return Objects.requireNonNull(carrier);
    }

    Scope scope() {
      return Objects.requireNonNull(scope);
    }
  }
}

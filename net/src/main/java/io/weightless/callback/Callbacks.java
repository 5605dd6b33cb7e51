package io.weightless.callback;

import io.weightless.engine.internal.Carrier;
import io.weightless.net.Readiness;
import io.weightless.reactor.Reactor;
import java.nio.channels.SelectableChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Callbacks on a reactor's loop: readers and writers of channels, timers, and those that repeat at
/// each step.
///
/// A reactor may have several; each closes what is its own. A channel has one reader and one
/// writer, at the same time if need be, and belongs to one of them.
///
/// - **Order**: in a step come timers, then readers, writers, and the repeating ones, each in the
///   order in which they came. Taking one away acts at once, also in the middle of a step; adding
///   and resuming one acts from the next step.
/// - **Priority**: of ten steps one of priority 0, the default, takes part in all, and one of
///   priority 9 in the last: so the low ones come seldom, and always come.
/// - **Runs on**: its reactor, all of it; from other threads use [Reactor#post].
/// - **Failing**: a reader, writer or timer that throws an `Exception` is taken away, the failure
///   is given to [Reactor#onFailure] or else logged, and the loop goes on. When it was the last of
///   its channel that is closed, since nobody would hear of it again. An `Error`, and whatever a
///   repeating one throws, is the reactor's: without an owner it ends its run.
/// - **Last call**: the callbacks of a channel that is closed, before they are added or while they
///   wait, are called once more, in the next step, so that they can find out; it is logged. A close
///   by another thread does not wake the reactor: post something.
/// - **Cost**: of making one a microsecond beside the system's own, to know where that was.
public final class Callbacks implements AutoCloseable {
  static final System.Logger LOG = System.getLogger("io.weightless.callback");

  private final Reactor reactor;
  private final Carrier carrier = Carrier.current();
  private final Runnable farewell = this::end;
  private final Rounds rounds;
  private final Map<SelectableChannel, Handle> handles = new LinkedHashMap<>();

  /// Those without a channel.
  private final Set<Entry> others = new LinkedHashSet<>();

  /// Those that count their connections.
  final Set<Acceptor> acceptors = new LinkedHashSet<>();

  private @Nullable Entry running;
  private boolean closed;

  private Callbacks(Reactor reactor) {
    this.reactor = reactor;
    rounds = new Rounds(reactor);
    carrier.farewells.add(farewell);
  }

  /// Callbacks on the loop of `reactor`, until they are closed, or that is.
  ///
  /// @throws IllegalStateException outside of its tasks and callbacks
  public static Callbacks on(Reactor reactor) {
    reactor.checkOwner();
    return new Callbacks(reactor);
  }

  /// Calls `callback` at each step in which `channel` has something to read, is at its end, or has
  /// a connection to accept.
  ///
  /// @throws IllegalArgumentException when the channel is in blocking mode, is not one of the JDK's
  ///   own, or can't be read
  /// @throws IllegalStateException when it has a reader, or is suspended
  public Registration reader(SelectableChannel channel, Callback callback) {
    return reader(channel, 0, callback);
  }

  /// The same with a priority from 0 to 9.
  public Registration reader(SelectableChannel channel, int priority, Callback callback) {
    return add(channel, false, priority, callback, Origin.ofCaller());
  }

  /// Calls `callback` at each step in which `channel` takes something to write, or is connected.
  ///
  /// @throws IllegalArgumentException when the channel is in blocking mode, is not one of the JDK's
  ///   own, or can't be written to
  /// @throws IllegalStateException when it has a writer, or is suspended
  public Registration writer(SelectableChannel channel, Callback callback) {
    return writer(channel, 0, callback);
  }

  /// The same with a priority from 0 to 9.
  public Registration writer(SelectableChannel channel, int priority, Callback callback) {
    return add(channel, true, priority, callback, Origin.ofCaller());
  }

  /// Calls `callback` once, `delay` from now.
  ///
  /// @throws IllegalArgumentException when `delay` is negative
  public Registration timer(Duration delay, Callback callback) {
    checkOpen();
    Entry timer = new TimerEntry(this, delay, callback, Origin.ofCaller());
    others.add(timer);
    return timer;
  }

  /// Calls `callback` at every step. The reactor does not wait for anything meanwhile, unless it is
  /// suspended.
  ///
  /// @throws IllegalStateException when this very callback is there already
  public Registration repeating(Callback callback) {
    return repeating(0, callback);
  }

  /// The same with a priority from 0 to 9.
  @SuppressWarnings("ReferenceEquality") // what is equal may be meant to run twice
  public Registration repeating(int priority, Callback callback) {
    checkOpen();
    checkPriority(priority);
    for (Entry entry : others) {
      if (entry instanceof StepEntry && entry.callback == callback) {
        throw new IllegalStateException(
            (entry.isSuspended() ? "suspended, resume it: " : "there is already ") + entry);
      }
    }
    Entry repeating = new StepEntry(this, priority, callback, Origin.ofCaller());
    others.add(repeating);
    return repeating;
  }

  /// The registration whose callback runs now: so it can take itself away.
  ///
  /// @throws IllegalStateException when none of these runs
  public Registration current() {
    return running();
  }

  /// Parks the reader, writer or repeating callback that runs now: it is not called until it is
  /// resumed, and keeps the reactor from nothing.
  ///
  /// @throws IllegalStateException from a timer or a last call, from one that was removed, or is
  ///   suspended, and from outside of a callback
  public Suspended suspend() {
    Entry entry = running();
    switch (entry.state()) {
      case STARTING, ACTIVE -> entry.become(Entry.State.SUSPENDED);
      case SUSPENDED -> throw new IllegalStateException("suspended already: " + entry);
      case LAST ->
          throw new IllegalStateException("a timer or a last call can't be suspended: " + entry);
      case GONE -> throw new IllegalStateException("removed already: " + entry);
    }
    return new Suspended(entry);
  }

  /// How many channels somebody waits for, without those that are suspended.
  public int count() {
    return (int) handles.values().stream().filter(Handle::isRegistered).count();
  }

  /// Takes everything away. Channels that are left are closed, also suspended ones, and so are
  /// repeating callbacks that are `AutoCloseable`; each is named in the log, and so are failures of
  /// their close. The close of the reactor does the same. Idempotent.
  @Override
  public void close() {
    if (!closed) {
      checkOwner();
      carrier.farewells.remove(farewell);
      end();
    }
  }

  /// @param origin where it was made, for reports
  Registration add(
      SelectableChannel channel, boolean output, int priority, Callback callback, Origin origin) {
    checkOpen();
    checkPriority(priority);
    ChannelEntry.checkCan(channel, output);
    Handle handle = handles.get(channel);
    if (handle == null) {
      handle = new Handle(this, channel);
      handle.watch(reactor.service(Readiness.class));
      handles.put(channel, handle);
    }
    handle.checkFree(output);
    ChannelEntry entry = new ChannelEntry(this, handle, output, priority, callback, origin);
    handle.put(entry);
    return entry;
  }

  private static void checkPriority(int priority) {
    if (priority < 0 || priority >= Rounds.STEPS) {
      throw new IllegalArgumentException("a priority is from 0 to 9, not " + priority);
    }
  }

  private void checkOpen() {
    checkOwner();
    if (closed) {
      throw new IllegalStateException("these callbacks are closed");
    }
  }

  private Entry running() {
    checkOwner();
    if (running == null) {
      throw new IllegalStateException("none of these callbacks runs now");
    }
    return running;
  }

  Reactor reactor() {
    return reactor;
  }

  void checkOwner() {
    reactor.checkOwner();
  }

  boolean isClosed() {
    return closed;
  }

  boolean isTurnOf(int priority) {
    return rounds.isTurnOf(priority);
  }

  void ready(ChannelEntry entry) {
    rounds.ready(entry);
  }

  /// Calls it, as a turn of its own.
  void call(Entry entry) {
    carrier.turn(
        entry,
        () -> {
          running = entry;
          try {
            entry.callback.run();
          } catch (Throwable e) {
            entry.failed(e);
          } finally {
            running = null;
          }
        });
  }

  /// Runs `work` in this step, behind what is ready.
  void post(Object who, Runnable work) {
    carrier.post(who, work);
  }

  void report(Object who, Throwable failure) {
    carrier.failures().report(who.toString(), failure);
  }

  void forget(Entry other) {
    others.remove(other);
  }

  void forget(Handle handle) {
    handles.remove(handle.channel);
    acceptors.forEach(acceptor -> acceptor.deserted(handle.channel));
  }

  /// Its reactor may be closed already, and then nothing of it can be touched.
  private void end() {
    if (closed) {
      return;
    }
    closed = true;
    rounds.end();
    boolean reactorLives = carrier.owned();
    for (Handle handle : List.copyOf(handles.values())) {
      boolean wasOpen = handle.channel.isOpen();
      handle.all().forEach(entry -> entry.leave(reactorLives, wasOpen));
      closeLogged(handle.channel);
    }
    for (Entry entry : List.copyOf(others)) {
      entry.leave(reactorLives, entry instanceof StepEntry);
      if (entry instanceof StepEntry && entry.callback instanceof AutoCloseable closeable) {
        closeLogged(closeable);
      }
    }
  }

  static void closeLogged(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Throwable e) {
      LOG.log(System.Logger.Level.WARNING, "failed to close " + closeable, e);
    }
  }

  @Override
  public String toString() {
    return "Callbacks[" + handles.size() + " channels, " + others.size() + " others]";
  }
}

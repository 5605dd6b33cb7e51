package io.weightless.net.terminal.internal;

import io.weightless.net.internal.linux.TerminalCalls;
import io.weightless.net.terminal.Terminal;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/// A terminal that is raw, until it is as it was. One in another restores what the other has set,
/// and the end of the JVM what was there before all of them.
final class RawMode implements Terminal.Raw {
  /// By descriptors; also the lock of all that changes them.
  private static final Map<Integer, AtEnd> ENDS = new HashMap<>();

  private final AtEnd atEnd;
  private final MemorySegment before;
  private boolean isRestored;

  private RawMode(AtEnd atEnd, MemorySegment before) {
    this.atEnd = atEnd;
    this.before = before;
  }

  /// The end of the JVM knows what to restore before there is anything to restore.
  static RawMode enter(int descriptor) throws IOException {
    synchronized (ENDS) {
      MemorySegment before = TerminalCalls.settings(descriptor);
      MemorySegment raw = TerminalCalls.raw(descriptor);
      AtEnd atEnd = ENDS.get(descriptor);
      if (atEnd == null) {
        atEnd = new AtEnd(descriptor, before);
        Runtime.getRuntime().addShutdownHook(atEnd.thread);
        ENDS.put(descriptor, atEnd);
      }
      atEnd.users++;
      RawMode mode = new RawMode(atEnd, before);
      try {
        TerminalCalls.set(descriptor, raw);
      } catch (IOException e) {
        mode.close();
        throw e;
      }
      return mode;
    }
  }

  /// After the end of the JVM has restored it, nothing else does.
  @Override
  public void close() {
    synchronized (ENDS) {
      if (!isRestored) {
        isRestored = true;
        atEnd.restore(before);
        atEnd.leave();
      }
    }
  }

  /// What the end of the JVM restores.
  private static final class AtEnd {
    private final int descriptor;
    private final MemorySegment oldest;
    private final Thread thread = Thread.ofPlatform().unstarted(this::run);
    private int users;
    private boolean hasRun;

    AtEnd(int descriptor, MemorySegment oldest) {
      this.descriptor = descriptor;
      this.oldest = oldest;
    }

    private void run() {
      synchronized (ENDS) {
        restore(oldest);
        hasRun = true;
      }
    }

    void restore(MemorySegment settings) {
      try {
        if (!hasRun) {
          TerminalCalls.set(descriptor, settings);
        }
      } catch (IOException _) {
        // then there is no terminal any more
      }
    }

    void leave() {
      users--;
      if (users == 0) {
        ENDS.remove(descriptor);
        try {
          boolean _ = Runtime.getRuntime().removeShutdownHook(thread);
        } catch (IllegalStateException _) {
          // the JVM ends now, and the hook finds nothing to do
        }
      }
    }
  }
}

package io.weightless.simulation;

import io.weightless.engine.internal.Strand;
import io.weightless.reactor.Timer;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// All that happened in a simulation, as one number: every turn of a task, every timer and every
/// byte that arrived, each with its time and host.
///
/// Only what is the same in every run of the JVM goes into it: names, and no hash of an object.
final class Trace {
  private static final long PRIME = 0x9E37_79B9_7F4A_7C15L;

  private final SimulatedClock clock;
  private final @Nullable Consumer<String> lines;
  private long hash;
  private long turns;

  /// @param lines gets a line for each entry; null for nobody
  Trace(SimulatedClock clock, @Nullable Consumer<String> lines) {
    this.clock = clock;
    this.lines = lines;
  }

  long hash() {
    return hash;
  }

  long turns() {
    return turns;
  }

  void turn(String host, Object who) {
    turns++;
    note(host, nameOf(who));
  }

  void arrived(String host, ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      mix(bytes.get(i));
    }
    note(host, bytes.remaining() + " bytes arrive");
  }

  void note(String host, String what) {
    mix(clock.nanos());
    mix(host.hashCode());
    mix(what.hashCode());
    write(host, what);
  }

  /// A line that is no part of the number.
  void write(String host, String what) {
    if (lines != null) {
      lines.accept(clock.nanos() / 1_000 + " us " + host + ": " + what);
    }
  }

  /// Whether somebody reads the lines.
  boolean isRead() {
    return lines != null;
  }

  private void mix(long value) {
    hash = (hash ^ value) * PRIME;
    hash ^= hash >>> 29;
  }

  private static String nameOf(Object who) {
    return switch (who) {
      case Strand strand -> strand.name();
      case Timer _ -> "a timer";
      case String name -> name;
      default -> "a callback";
    };
  }
}

package io.weightless.engine.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The door to floor 0: one engine for the life of the process.
///
/// The fast engine gives JDK virtual threads a scheduler of ours, so that a task switch is about
/// 120 ns and a blocking JDK call parks its task. The portable one keeps to public API: default
/// virtual threads that pass a baton, so that exactly one of them and the loop runs at a time;
/// there a blocking JDK call holds the loop.
///
/// `-Dweightless.engine=fast|portable` asks for one by name. Otherwise the fast one is taken where
/// the JDK opens its door, and one line of log says which flag to add where it does not.
public abstract sealed class Engine permits FastEngine, PortableEngine {
  private static final System.Logger LOG = System.getLogger("io.weightless.engine");

  /// The engine of this process.
  public static final Engine ENGINE = choose(System.getProperty("weightless.engine", "best"));

  static {
    Pollers.prime();
  }

  Engine() {}

  /// `fast` or `portable`, for reports.
  public abstract String name();

  /// Makes a strand on `carrier`; nothing runs before its first [Strand#ready].
  abstract Strand strand(Carrier carrier, String name, Life life);

  /// A virtual thread, not started, that runs on `carrier` where that can be.
  abstract Thread guest(Carrier carrier, String name, Runnable body);

  /// The carrier that now runs the caller, be it a strand, a guest or a callback of the loop.
  abstract @Nullable Carrier carrier();

  /// The strand that the caller is; null for guests, callbacks and all other threads.
  abstract @Nullable Strand strand();

  /// Whether the caller runs inside a turn of `carrier`.
  abstract boolean owns(Carrier carrier);

  private static Engine choose(String wanted) {
    return switch (wanted.toLowerCase(Locale.ROOT)) {
      case "portable" -> new PortableEngine();
      case "fast" -> {
        if (!fastAvailable()) {
          throw new IllegalStateException(
              "the fast engine needs JDK 25 and java " + VirtualThreads.FLAG);
        }
        yield new FastEngine();
      }
      case "best" -> best();
      default ->
          throw new IllegalArgumentException(
              "weightless.engine is '" + wanted + "'; it can be fast, portable or best");
    };
  }

  private static Engine best() {
    if (fastAvailable()) {
      return new FastEngine();
    }
    LOG.log(
        System.Logger.Level.WARNING,
        "running on the portable engine: tasks switch slowly and blocking JDK calls hold the loop;"
            + " add java "
            + VirtualThreads.FLAG);
    return new PortableEngine();
  }

  /// Whether this JDK and its flags let the fast engine work.
  private static boolean fastAvailable() {
    try {
      return VirtualThreads.carrierThread() != null;
    } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
      return false;
    }
  }
}

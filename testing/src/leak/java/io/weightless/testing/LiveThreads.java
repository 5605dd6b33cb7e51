package io.weightless.testing;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The platform threads that are alive at one moment, without those that live as long as the
/// process whoever started them.
record LiveThreads(Set<Thread> threads) {
  private static final int FRAMES_SHOWN = 8;

  /// Names of threads that a test may leave behind, each with the one who owns it.
  private static final Pattern PROCESS_WIDE =
      Pattern.compile(
          String.join(
              "|",
              "weightless-(janitor|watchdog|forgotten|stepper).*", // ours: one of each in a process
              "(Read|Write|Master)-Poller.*", // JDK: sockets of virtual threads
              "VirtualThread-un(park|block)er.*", // JDK: timed waits of virtual threads
              "ForkJoinPool\\.commonPool-.*", // JDK
              "JFR .*", // JDK: its flight recorder, from the first recording on
              "ForkJoinPool-\\d+-delayScheduler", // JDK: starts with a pool's first timed wait
              "CompletableFutureDelayScheduler", // JDK
              "(Common-)?Cleaner.*", // JDK: java.lang.ref.Cleaner
              "process reaper.*", // JDK: waits for child processes, ends a minute after the last
              "AWT-(EventQueue-\\d+|Shutdown)", // JDK: end a second after the last event
              "Attach Listener", // JDK: jcmd and jstack talk to it
              "(C1|C2) CompilerThread.*", // JVM
              "junit-.*", // JUnit: its timeouts
              "surefire-.*")); // Surefire: its line to Maven

  /// @param mayStay names of threads that don't count either
  static LiveThreads now(Pattern mayStay) {
    return new LiveThreads(
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !isProcessWide(thread))
            .filter(thread -> !mayStay.matcher(thread.getName()).matches())
            .collect(Collectors.toUnmodifiableSet()));
  }

  private static boolean isProcessWide(Thread thread) {
    return thread.getClass().getName().equals("jdk.internal.misc.CarrierThread")
        || PROCESS_WIDE.matcher(thread.getName()).matches();
  }

  /// A line for each thread that was not there `before` and has not ended since.
  List<String> since(LiveThreads before) {
    return threads.stream()
        .filter(thread -> !before.threads.contains(thread) && thread.isAlive())
        .map(LiveThreads::describe)
        .sorted()
        .toList();
  }

  private static String describe(Thread thread) {
    return "thread \""
        + thread.getName()
        + "\", "
        + thread.getState()
        + Stream.of(thread.getStackTrace())
            .limit(FRAMES_SHOWN)
            .map(frame -> "\n      at " + frame)
            .collect(Collectors.joining());
  }
}

package io.weightless.callback;

import io.weightless.reactor.Reactor;
import io.weightless.reactor.Repeating;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is ready in a step, and which priorities have their turn in it: a round is ten steps, and
/// step `n` of it is for the priorities from 0 to `n`.
final class Rounds {
  static final int STEPS = 10;

  private final Repeating begin;
  private final Repeating run;
  private final Set<ChannelEntry> readers = new LinkedHashSet<>();
  private final Set<ChannelEntry> writers = new LinkedHashSet<>();
  private int step = -1;

  Rounds(Reactor reactor) {
    begin = reactor.beforeWait(this::begin);
    run = reactor.afterWait(this::run);
  }

  boolean isTurnOf(int priority) {
    return priority <= step;
  }

  /// What was found since the last look, by whoever looked, may have been read meanwhile.
  private void begin() {
    step = (step + 1) % STEPS;
    readers.clear();
    writers.clear();
  }

  void ready(ChannelEntry entry) {
    (entry.isOutput() ? writers : readers).add(entry);
  }

  /// Some of them may look for input themselves, and find more: that waits for the next step.
  private void run() {
    List<ChannelEntry> readersNow = List.copyOf(readers);
    List<ChannelEntry> writersNow = List.copyOf(writers);
    readersNow.forEach(ChannelEntry::ready);
    writersNow.forEach(ChannelEntry::ready);
  }

  void end() {
    begin.cancel();
    run.cancel();
  }
}

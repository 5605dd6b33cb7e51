package io.weightless.inspect;

import io.weightless.engine.internal.Description;
import io.weightless.engine.internal.Strand;
import java.util.HashMap;
import java.util.Map;
import jdk.jfr.FlightRecorder;
import org.jspecify.annotations.Nullable;

/// Tells the JDK's flight recorder of turns and of waits, if it records.
final class Flight {
  /// Some who put a runtime together leave it out.
  private static final boolean IS_THERE = ModuleLayer.boot().findModule("jdk.jfr").isPresent();

  private @Nullable LongTurn turn;

  /// Of tasks that have had a turn since it records, by their id.
  private final Map<Long, LongWait> waits = new HashMap<>();

  /// Asked before all else, so that the recorder is not loaded because of us.
  private static boolean records() {
    return IS_THERE && FlightRecorder.isInitialized();
  }

  static boolean isWanted() {
    return records() && (new LongTurn().isEnabled() || new LongWait().isEnabled());
  }

  void turnBegins(Object who) {
    if (!records()) {
      return;
    }
    if (who instanceof Strand strand) {
      waitEnds(waits.remove(strand.thread().threadId()));
    }
    LongTurn begun = new LongTurn();
    begun.begin();
    turn = begun;
  }

  private static void waitEnds(@Nullable LongWait wait) {
    if (wait != null) {
      wait.end();
      if (wait.shouldCommit()) {
        wait.commit();
      }
    }
  }

  void turnEnds(Object who) {
    LongTurn ended = turn;
    turn = null;
    if (ended != null) {
      ended.end();
      Strand strand = who instanceof Strand task ? task : null;
      if (ended.shouldCommit()) {
        ended.who = strand == null ? Description.of(who) : strand.name();
        ended.task = strand == null ? 0 : strand.thread().threadId();
        ended.commit();
      }
      if (strand != null && !strand.hasEnded()) {
        waitBegins(strand);
      }
    }
  }

  private void waitBegins(Strand strand) {
    LongWait wait = new LongWait();
    if (wait.isEnabled()) {
      Object awaited = strand.awaited();
      wait.who = strand.name();
      wait.task = strand.thread().threadId();
      wait.awaited = awaited == null ? "" : awaited.getClass().getName();
      wait.begin();
      waits.put(wait.task, wait);
    }
  }
}

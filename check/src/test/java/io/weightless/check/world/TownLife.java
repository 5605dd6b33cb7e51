package io.weightless.check.world;

import io.weightless.check.world.Part.Exit;
import io.weightless.component.Component;
import io.weightless.component.Component.State;
import io.weightless.component.ComponentFailed;
import io.weightless.component.Place;
import io.weightless.component.Port;
import io.weightless.reactor.Cancelled;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A [Town] from its beginning to its end, and what has to be so then.
final class TownLife {
  private final Script script;
  private final Tally tally;
  private final Judge judge = new Judge();
  private final Parts parts;
  private final Town town;
  private final Set<Component<?, ?>> aborted = new HashSet<>();
  private @Nullable Throwable thrown;

  TownLife(Script script, List<Place> places, Tally tally) {
    this.script = script;
    this.tally = tally;
    parts = new Parts(places, script, judge, tally);
    town = new Town(script, parts, tally);
    if (Choice.oneOf(5)) {
      town.on(Choice.of(places));
    }
  }

  void run() {
    tally.count(script.ending().name().toLowerCase(Locale.ROOT));
    int before = Reactor.current().tasks().size();
    Scope.join(scope -> {
      Task<?> runner = scope.start("runs the town", this::runTown);
      if (script.mayAbort()) {
        abortSome();
      }
      Task.sleep(Choice.upTo(Choice.oneOf(3) ? 1 : 60));
      end(runner);
    });
    judge.that(Reactor.current().tasks().size() == before, "tasks are left");
    check();
    judge.check();
  }

  private void runTown() {
    try {
      town.run();
    } catch (RuntimeException e) {
      thrown = e;
    } catch (Cancelled cancelled) {
      thrown = cancelled;
      throw cancelled;
    }
  }

  private void abortSome() {
    for (int i = Choice.between(0, 2); i > 0; i--) {
      Task.sleep(Choice.upTo(10));
      tally.count("part aborted");
      Part part = Choice.of(town.parts());
      part.entries().forEach(entry -> entry.desk().leave());
      aborted.add(part.unit());
      part.unit().abort("by chance");
    }
  }

  private void end(Task<?> runner) {
    switch (script.ending()) {
      case DRAIN -> {
        if (Choice.oneOf(2)) {
          town.drain();
        } else {
          town.drain(Duration.ofMinutes(10));
        }
      }
      case LATE_DRAIN -> town.drain(Choice.upTo(10));
      case ABORT -> town.abort("enough");
      case CANCEL -> runner.cancel("enough");
      case BY_THEMSELVES, CRASH -> {}
    }
  }

  private void check() {
    checkEnd();
    judge.that(
        town.children().stream().allMatch(one -> thrown != null && one.state() == State.NEW),
        "components are left: " + town.children());
    parts.workers.forEach(this::check);
    town.parts().forEach(part -> check(part.unit()));
    if (thrown == null && script.isWhole()) {
      tally.count("whole");
      checkWhole();
    }
  }

  private void checkEnd() {
    boolean hasCrashed =
        parts.workers.stream().anyMatch(one -> one.hasCrashed() && !one.isSupervised());
    if (thrown != null) {
      tally.count(thrown instanceof ComponentFailed ? "crashed" : "cut");
    }
    switch (thrown) {
      case null ->
          judge.that(town.state() == State.FINISHED && !hasCrashed, "it is " + town.state());
      case ComponentFailed failed -> {
        boolean isPlanned =
            failed.getCause() instanceof Job.Planned && (hasCrashed || hasOneCrashedAtItsEnd());
        judge.that(isPlanned, "nobody's failure: " + failed);
        judge.that(town.state() == State.CRASHED, "crashed, and " + town.state());
      }
      case CancellationException cut -> {
        boolean isTold =
            script.ending() == Script.Ending.ABORT || script.ending() == Script.Ending.LATE_DRAIN;
        judge.that(isTold, "nobody has aborted it: " + cut);
        judge.that(town.state() == State.CANCELLED, "aborted, and " + town.state());
      }
      case Cancelled cut ->
          judge.that(script.ending() == Script.Ending.CANCEL, "nobody has cancelled it: " + cut);
      default -> judge.wrong("thrown " + thrown);
    }
  }

  /// One that is told to end does not see it before its next wait.
  private boolean hasOneCrashedAtItsEnd() {
    return parts.workers.stream()
        .anyMatch(one -> one.hasCrashed() && (script.isCut() || isAborted(one)));
  }

  private void check(Component<?, ?> one) {
    State state = one.state();
    boolean mayBeCut =
        thrown != null
            || isAborted(one)
            || !isInTown(one)
            || (one instanceof Worker worker && worker.mayBeCutShort());
    boolean isRight =
        switch (state) {
          case FINISHED -> true;
          case CRASHED -> one instanceof Worker worker ? worker.hasCrashed() : thrown != null;
          case NEW, CANCELLED -> mayBeCut;
          case RUNNING -> false;
        };
    judge.that(isRight, one + " at the end by " + script.ending() + ", " + thrown);
    if (one instanceof Worker worker) {
      checkReactor(worker.reactor());
    }
  }

  /// Not when that was told to end before it could take it in.
  private boolean isInTown(Component<?, ?> one) {
    return one == town || (one.parent() != null && isInTown(one.parent()));
  }

  private boolean isAborted(Component<?, ?> one) {
    for (Component<?, ?> at = one; at != null; at = at.parent()) {
      if (aborted.contains(at)) {
        return true;
      }
    }
    return false;
  }

  private void checkReactor(@Nullable Reactor one) {
    if (one == null || one == Reactor.current()) {
      return;
    }
    tally.count("elsewhere");
    try {
      one.post(() -> {});
      judge.wrong("the reactor of a place is left");
    } catch (IllegalStateException _) {
      // it is closed
    }
  }

  private void checkWhole() {
    parts.senders.forEach(
        one -> judge.that(!one.isWronged(), one + " is told that nobody receives"));
    Set<Sender> inside = new HashSet<>(parts.senders);
    for (Part part : town.parts()) {
      for (Exit exit : part.exits()) {
        exit.senders().forEach(inside::remove);
        if (part.unit() instanceof Worker || !isAborted(part.unit())) {
          check(exit); // else what was on its way inside it is lost with it
        }
      }
      part.unit().ports().forEach(this::checkNoWire);
    }
    inside.forEach(one -> judge.that(one.isWhole(0), "lost behind " + one));
  }

  /// The end of one that was wired late to one that has ended may be on its way for ever.
  private void checkNoWire(Port<?> port) {
    if (aborted.isEmpty() && !script.isRewired()) {
      judge.that(port.incoming().isEmpty() && port.onward() == null, "a wire is left at " + port);
    }
  }

  private void check(Exit exit) {
    long discarded = exit.outlet().discarded();
    if (discarded > 0) {
      tally.count("discarded");
    }
    judge.that(
        Sender.areWhole(exit.senders(), discarded),
        "lost behind " + exit + ", of which " + discarded + " were discarded");
  }
}

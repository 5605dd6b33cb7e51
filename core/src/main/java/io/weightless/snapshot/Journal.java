package io.weightless.snapshot;

import io.weightless.snapshot.Entry.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened to a program, and what it did, since its start or its last checkpoint.
///
/// While there is something that it did before, in the snapshot that it is restored from, each
/// thing that it does now has to be the same.
final class Journal {
  private final Terms terms;
  private final List<Entry> entries = new ArrayList<>();
  private List<Entry> before = List.of();

  private Start start;
  private long steps;
  private long size;

  /// What the driver does in this step; kept until something comes of it.
  private @Nullable Entry action;

  /// Why there is no snapshot until the next checkpoint.
  private @Nullable String obstacle;

  private @Nullable NotDeterministic difference;

  Journal(Terms terms, Start start) {
    this.terms = terms;
    this.start = start;
    steps = start.steps();
    size = Snapshot.size(terms, start);
  }

  Start start() {
    return start;
  }

  /// How many there were, this one included.
  long steps() {
    return steps;
  }

  /// From now on it has to do what it did before.
  void replay(List<Entry> all) {
    before = all;
  }

  boolean isReplaying() {
    return entries.size() < before.size();
  }

  /// What it did next before.
  ///
  /// @throws SnapshotRefused when there is none, which no journal leads to
  Entry next() {
    int at = entries.size() + (action == null ? 0 : 1);
    if (at >= before.size()) {
      throw new SnapshotRefused("it is malformed: it ends within a step");
    }
    return before.get(at);
  }

  /// A step begins.
  void begin(Entry by) {
    action = by;
    steps++;
  }

  /// It was refused, so there was no step.
  void undo() {
    action = null;
    steps--;
  }

  /// The program did something.
  void add(Entry deed) {
    check(deed);
    if (action != null) {
      keep(action);
      action = null;
    }
    keep(deed);
  }

  /// In place of all that it has: from here on the program can be started with what is in `from`.
  void startFrom(byte[] state, List<byte[]> rest, boolean ended) {
    Start now = new Start(steps - 1, state, rest, ended);
    if (isReplaying()) {
      checkAtStart(now);
      return;
    }
    start = now;
    entries.clear();
    before = List.of();
    action = Entry.of(Kind.NEXT);
    obstacle = null;
    size = Snapshot.size(terms, start);
  }

  private void checkAtStart(Start now) {
    boolean isAtStart = entries.isEmpty() && action != null && action.kind() == Kind.NEXT;
    if (!isAtStart || !now.leadsWhere(start)) {
      Entry made = Entry.of(Kind.CHECKPOINT, "", Fingerprint.of(now.state()));
      throw differs(
          made.told(),
          isAtStart
              ? Entry.of(Kind.CHECKPOINT, "", Fingerprint.of(start.state())).told()
              : next().told());
    }
  }

  private void keep(Entry entry) {
    if (obstacle != null) {
      return;
    }
    if (entry.kind() == Kind.OBSTACLE) {
      spoil(entry.name());
      return;
    }
    entries.add(entry);
    if (entries.size() == before.size()) {
      before = List.of(); // it is the same, so one of them is enough
    }
    size += entry.size();
    if (size > terms.limit()) {
      spoil("its journal is longer than the limit of a snapshot, " + terms.limit() + " bytes");
    }
  }

  /// There is no snapshot until the next checkpoint.
  void spoil(String why) {
    if (obstacle == null) {
      obstacle = "step " + steps + ": " + why;
      entries.clear();
      before = List.of();
    }
  }

  /// The program did the same before, if it is being restored.
  ///
  /// @throws NotDeterministic if not
  void check(Entry deed) {
    if (isReplaying() && !deed.is(next())) {
      throw differs(deed.told(), next().told());
    }
  }

  /// What is thrown now and again.
  NotDeterministic differs(String now, String then) {
    if (difference == null) {
      difference = new NotDeterministic(terms.name(), steps, now, then);
    }
    return difference;
  }

  /// Throws the difference again, if there was one: a program may have caught it.
  void checkSame() {
    if (difference != null) {
      throw difference;
    }
  }

  @Nullable String obstacle() {
    return obstacle;
  }

  byte[] snapshot() {
    return new Snapshot(start, entries).encode(terms);
  }
}

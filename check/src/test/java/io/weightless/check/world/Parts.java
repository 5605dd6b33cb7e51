package io.weightless.check.world;

import io.weightless.check.world.Job.Crashes;
import io.weightless.check.world.Part.Entry;
import io.weightless.check.world.Part.Exit;
import io.weightless.component.Component;
import io.weightless.component.Graph;
import io.weightless.component.Place;
import io.weightless.component.Supervised;
import io.weightless.scope.Supervisor.BackOff;
import io.weightless.scope.Supervisor.Intensity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Makes parts by chance, and knows all workers and desks of them.
final class Parts {
  private static final int MOST_CRASHES = 3;

  private final List<Place> places;
  private final Script script;
  private final Judge judge;
  private final Tally tally;
  final List<Worker> workers = new ArrayList<>();
  final List<Sender> senders = new ArrayList<>();
  private int named;

  Parts(List<Place> places, Script script, Judge judge, Tally tally) {
    this.places = places;
    this.script = script;
    this.judge = judge;
    this.tally = tally;
  }

  /// One that receives nothing.
  Part source() {
    int amount = script.isEndless() ? Integer.MAX_VALUE : amount();
    return plain(job("source", 0, Choice.between(1, 2), amount));
  }

  private static int amount() {
    return Choice.oneOf(5) ? Choice.between(70, 150) : Choice.between(0, 20);
  }

  /// One that ends at once, and ends what it is wired to.
  Part silence() {
    return plain(job("silence", 0, 1, 0));
  }

  /// One that sends nothing.
  Part sink() {
    return Choice.oneOf(4) ? supervised(0) : plain(job("sink", Choice.between(1, 2), 0, 0));
  }

  /// One that does both.
  Part relay() {
    return switch (Choice.between(0, 6)) {
      case 0, 1 -> nested(relay());
      case 2 -> pipeline();
      case 3 -> supervised(1);
      case 4 -> supervisedPipeline();
      default -> plain(job("relay", Choice.between(1, 2), Choice.between(1, 3), 0));
    };
  }

  private Job job(String kind, int inlets, int outlets, int amount) {
    int leavesAfter = inlets > 0 && script.mayLeave() ? Choice.between(1, 10) : 0;
    Crashes crashes = new Crashes(inlets > 0 && script.mayCrash() ? 1 : 0, false);
    return job(kind, inlets, outlets, amount, leavesAfter, crashes);
  }

  private Job job(
      String kind, int inlets, int outlets, int amount, int leavesAfter, Crashes crashes) {
    String name = kind + "-" + named++;
    List<Sender> itsSenders =
        IntStream.range(0, outlets)
            .mapToObj(i -> new Sender(name + "/" + i, judge, tally))
            .toList();
    senders.addAll(itsSenders);
    List<Desk> desks =
        IntStream.range(0, inlets).mapToObj(i -> new Desk(name + "/" + i, judge)).toList();
    int room = Choice.between(1, 4);
    return new Job(name, desks, itsSenders, room, amount, leavesAfter, crashes, tally);
  }

  private Worker worker(Job job) {
    Worker worker = new Worker(job);
    workers.add(worker);
    return worker;
  }

  private Part plain(Job job) {
    Worker worker = worker(job);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < worker.inlets().size(); i++) {
      entries.add(new Entry(worker.inlets().get(i), job.desks().get(i)));
    }
    List<Exit> exits = new ArrayList<>();
    for (int i = 0; i < worker.outlets().size(); i++) {
      exits.add(new Exit(worker.outlets().get(i), List.of(job.senders().get(i))));
    }
    return new Part(somewhere(worker), entries, exits);
  }

  private <I, O> Component<I, O> somewhere(Component<I, O> unit) {
    return Choice.oneOf(4) ? unit.on(Choice.of(places)) : unit;
  }

  private Part supervised(int outlets) {
    Job job = job("supervised", 1, outlets, 0, 0, crashes());
    return around(supervisor(job), job);
  }

  private Crashes crashes() {
    return new Crashes(script.mayRestart() ? Choice.between(0, MOST_CRASHES) : 0, true);
  }

  private Supervised<Parcel, Parcel> supervisor(Job job) {
    return supervisor(() -> {
      job.mended();
      return worker(job);
    });
  }

  private static Supervised<Parcel, Parcel> supervisor(Supplier<Component<Parcel, Parcel>> maker) {
    return new Supervised<>(
        maker,
        new Intensity(MOST_CRASHES, Duration.ofHours(1)),
        new BackOff(Choice.upTo(5), Duration.ofMillis(20)));
  }

  private Part around(Component<Parcel, Parcel> unit, Job job) {
    List<Exit> exits =
        job.senders().isEmpty() ? List.of() : List.of(new Exit(unit.out, job.senders()));
    return new Part(somewhere(unit), List.of(new Entry(unit.in, job.desks().getFirst())), exits);
  }

  private Part pipeline() {
    Job first = job("first", 1, 1, 0);
    Job last = job("last", 1, 1, 0, 0, crashes());
    first.senders().getFirst().leadTo(last.desks().getFirst());
    Component<Parcel, Parcel> unit = somewhere(worker(first)).into(supervisor(last));
    Entry entry = new Entry(unit.in, first.desks().getFirst());
    return new Part(somewhere(unit), List.of(entry), List.of(new Exit(unit.out, last.senders())));
  }

  /// Two that are made anew together, when one of them has crashed. What is on its way between them
  /// is lost then.
  private Part supervisedPipeline() {
    Crashes crashes = crashes();
    Job first = job("first", 1, 1, 0, 0, crashes);
    Job last = job("last", 1, 1, 0, 0, crashes);
    Desk between = last.desks().getFirst();
    first.senders().getFirst().leadTo(between);
    var unit =
        supervisor(() -> {
          if (first.isCutShort()) {
            between.leave();
          }
          first.mended();
          return worker(first).into(worker(last));
        });
    Entry entry = new Entry(unit.in, first.desks().getFirst());
    return new Part(somewhere(unit), List.of(entry), List.of(new Exit(unit.out, last.senders())));
  }

  /// Its first inlet and all its outlets are passed through; others end at once.
  private Part nested(Part inner) {
    Graph<Parcel, Parcel> unit = new Graph<>();
    Entry entry = inner.entries().getFirst();
    unit.pass(unit.in, entry.inlet());
    inner.entries().stream().skip(1).forEach(other -> end(unit, other));
    List<Sender> senders = new ArrayList<>();
    for (Exit exit : inner.exits()) {
      unit.pass(exit.outlet(), unit.out);
      senders.addAll(exit.senders());
    }
    Entry own = new Entry(unit.in, entry.desk());
    return new Part(somewhere(unit), List.of(own), List.of(new Exit(unit.out, senders)));
  }

  private void end(Graph<Parcel, Parcel> unit, Entry entry) {
    Exit none = silence().exits().getFirst();
    none.senders().getFirst().leadTo(entry.desk());
    unit.wire(none.outlet(), entry.inlet());
  }
}

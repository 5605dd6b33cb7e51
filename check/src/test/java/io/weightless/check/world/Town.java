package io.weightless.check.world;

import io.weightless.check.world.Part.Entry;
import io.weightless.check.world.Part.Exit;
import io.weightless.component.Component;
import io.weightless.component.Wire;
import io.weightless.scope.Task;
import java.util.ArrayList;
import java.util.List;

/// Parts that are wired by chance, each to one that is behind it, and wired anew while they run.
final class Town extends Component<Void, Void> {
  private static final int LAST = 1_000;

  /// A part, and how far behind it is.
  private record Stand(Part part, int layer) {}

  /// An outlet, and what leads away from it.
  private record Link(Exit exit, int layer, Wire wire) {}

  private final Script script;
  private final Parts maker;
  private final Tally tally;
  private final List<Stand> stands = new ArrayList<>();
  private final List<Link> links = new ArrayList<>();

  /// Those that keep what they send until they are wired.
  private final List<Link> loose = new ArrayList<>();

  private int layers;

  Town(Script script, Parts maker, Tally tally) {
    super("town");
    this.script = script;
    this.maker = maker;
    this.tally = tally;
    stand(maker.source());
    for (int i = Choice.between(0, 4); i > 0; i--) {
      stand(Choice.oneOf(4) ? maker.source() : maker.relay());
    }
    for (int i = Choice.between(1, 2); i > 0; i--) {
      stands.add(new Stand(maker.sink(), LAST));
    }
    List.copyOf(stands).forEach(this::wireAll);
    List.copyOf(stands).stream()
        .flatMap(one -> one.part.entries().stream())
        .filter(entry -> entry.inlet().incoming().isEmpty())
        .forEach(this::silence);
  }

  List<Part> parts() {
    return stands.stream().map(Stand::part).toList();
  }

  private Stand stand(Part part) {
    Stand made = new Stand(part, layers++);
    stands.add(made);
    return made;
  }

  private void wireAll(Stand one) {
    for (Exit exit : one.part.exits()) {
      if (script.isRewired() && exit.outlet().incoming().isEmpty() && Choice.oneOf(4)) {
        exit.outlet().keeping(Choice.between(1, 3));
        loose.add(new Link(exit, one.layer, null));
      } else {
        wire(exit, one.layer);
      }
    }
  }

  /// To anywhere behind it.
  private void wire(Exit exit, int layer) {
    List<Entry> behind =
        stands.stream()
            .filter(other -> other.layer > layer)
            .flatMap(other -> other.part.entries().stream())
            .toList();
    links.add(new Link(exit, layer, wire(exit, Choice.of(behind))));
  }

  /// So that it ends though nobody else leads there.
  private void silence(Entry entry) {
    Part silence = maker.silence();
    stands.add(new Stand(silence, LAST));
    wire(silence.exits().getFirst(), entry);
  }

  private Wire wire(Exit exit, Entry entry) {
    exit.senders().forEach(sender -> sender.leadTo(entry.desk()));
    Wire made = wire(exit.outlet(), entry.inlet());
    if (entry.inlet().hasEnded()) {
      exit.senders().forEach(sender -> sender.leadTooLate(entry.desk()));
    }
    return made;
  }

  @Override
  protected void main() {
    if (!script.isRewired()) {
      return;
    }
    for (int i = Choice.between(1, 6); i > 0; i--) {
      Task.sleep(Choice.upTo(8));
      move();
    }
    for (Link link : loose) {
      wire(link.exit, link.layer);
    }
    for (Part part : parts()) {
      part.entries().forEach(this::silence);
    }
  }

  private void move() {
    if (Choice.oneOf(4)) {
      tally.count("late part");
      Stand late = stand(Choice.oneOf(2) ? maker.source() : maker.relay());
      wireAll(late);
      late.part.entries().forEach(this::silence);
    } else if (!links.isEmpty()) {
      tally.count("wire anew");
      Link old = links.remove(Choice.between(0, links.size() - 1));
      old.wire.remove();
      if (Choice.oneOf(3)) {
        Task.sleep(Choice.upTo(4));
      }
      wire(old.exit, old.layer);
    }
  }
}

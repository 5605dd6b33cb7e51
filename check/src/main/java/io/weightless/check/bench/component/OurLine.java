package io.weightless.check.bench.component;

import io.weightless.check.bench.channel.Tally;
import io.weightless.component.Component;
import io.weightless.component.Place;
import io.weightless.reactor.Reactor;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Ours: a pipeline of components, all of one reactor or some of them elsewhere.
final class OurLine implements Line {
  private static final int STAGES = RELAYS + 2;

  private final Reactor reactor = Reactor.open();

  /// Of each stage; null for where the line is run.
  private final IntFunction<@Nullable Place> places;

  private OurLine(IntFunction<@Nullable Place> places) {
    this.places = places;
  }

  static Line inOneReactor() {
    return new OurLine(_ -> null);
  }

  /// The last two stages on another one.
  static Line inTwoReactors() {
    Place other = Place.named("other");
    return new OurLine(stage -> stage < STAGES - 2 ? null : other);
  }

  static Line eachElsewhere() {
    List<Place> all = IntStream.range(0, STAGES).mapToObj(i -> Place.named("stage " + i)).toList();
    return new OurLine(all::get);
  }

  @Override
  public void run(int values, Tally tally) {
    Component<Void, Integer> line = at(0, new Numbers(values));
    for (int i = 1; i <= RELAYS; i++) {
      line = line.into(at(i, new Relay()));
    }
    Component<Void, Void> whole = line.into(at(STAGES - 1, new Adder(tally)));
    reactor.run(whole::run);
  }

  private <I, O> Component<I, O> at(int stage, Component<I, O> component) {
    Place place = places.apply(stage);
    return place == null ? component : component.on(place);
  }

  @Override
  public void close() {
    reactor.close();
  }

  private static final class Numbers extends Component<Void, Integer> {
    private final int count;

    Numbers(int count) {
      this.count = count;
    }

    @Override
    protected void main() {
      for (int i = 0; i < count; i++) {
        out.send(i);
      }
    }
  }

  /// Sends on what comes.
  static final class Relay extends Component<Integer, Integer> {
    @Override
    protected void main() {
      for (Integer value : in) {
        out.send(value);
      }
    }
  }

  private static final class Adder extends Component<Integer, Void> {
    private final Tally tally;

    Adder(Tally tally) {
      this.tally = tally;
    }

    @Override
    protected void main() {
      for (Integer value : in) {
        tally.add(value);
      }
    }
  }
}

package io.weightless.check.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Outputs;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Conditions;
import io.weightless.simulation.Fault;
import io.weightless.simulation.Faults;
import io.weightless.simulation.Simulation;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.stream.IntStream;

/// A mill on a host, whose pipelines of some stages each add one to what comes through them, and
/// clients on others that send numbers, with pipelines of their own around their streams. Stages
/// wait in their midst, for time, for turns and for a lock that all share; they look ahead and give
/// back, are split and teed, pause and fail; tasks are cancelled while they drive, and the network
/// and the mill do all that they can.
///
/// The oracle is what was sent: what comes back is a beginning of it, in its order, each number
/// once and greater by the number of stages; all of it in the one run in three where nothing goes
/// wrong for good. When the task that drove a pipeline has ended, however that came, all stages
/// that had begun have ended.
final class PipelineWorld implements World {
  private static final Address MILL = new Address("mill", 80);
  private static final Duration BAD_TIMES = Duration.ofSeconds(10);
  private static final String CANCEL = "cancel";
  private static final String FAIL = "fail";
  private static final String CUT = "cut";
  private static final String WHOLE = "whole";

  private final Weather weather;
  private final Tally tally = new Tally(CANCEL, FAIL, CUT, WHOLE);

  PipelineWorld() {
    this(Weather.FOUL);
  }

  PipelineWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    boolean isStrict = weather == Weather.FAIR || simulation.seed() % 3 == 0;
    Run run = new Run(isStrict);
    Faults faults =
        isStrict
            ? Faults.of(Fault.SLOW, Fault.SHORT_READ, Fault.SHORT_WRITE)
            : Faults.all().lasting(BAD_TIMES);
    simulation
        .service("mill", run::grind)
        .host("client 1", run::ask)
        .host("client 2", run::ask)
        .host("client 3", run::ask)
        .network(Conditions.DEFAULT.withWindow(64))
        .faults(weather == Weather.FAIR ? Faults.none() : faults)
        .atEnd("every stage has ended", run.stages::check);
  }

  private final class Run {
    private final boolean isStrict;
    private final Stages stages;

    Run(boolean isStrict) {
      this.isStrict = isStrict;
      stages = new Stages(isStrict ? () -> false : this::fails);
    }

    private boolean fails() {
      boolean failing = Choice.oneOf(60);
      if (failing) {
        tally.count(FAIL);
      }
      return failing;
    }

    void grind() throws IOException {
      Lock lock = new Lock();
      try (Listener listener = network().listen(new Address("0.0.0.0", 80))) {
        Scope.join(scope -> {
          while (true) {
            Stream customer = listener.accept();
            Task<?> grinding = scope.start("grinding", () -> grind(customer, lock));
            if (!isStrict && Choice.oneOf(3)) {
              scope.start("trouble", () -> cancel(grinding, customer));
            }
          }
        });
      }
    }

    /// Also before it runs: so its stream is reset, or the other side waits for ever.
    private void cancel(Task<?> task, Stream stream) {
      Task.sleep(Choice.upTo(200));
      tally.count(CANCEL);
      task.cancel("by chance");
      stream.reset();
    }

    private void grind(Stream customer, Lock lock) {
      Stages mine = stages.group();
      try (customer) {
        int count = Choice.between(1, 4);
        Coroutine<ByteBuffer, Integer, Integer> line = mine.numbers();
        for (int i = 0; i < count; i++) {
          line = line.into(mine.adding(lock));
        }
        customer.write(ByteBuffer.allocate(4).putInt(count).flip());
        try (var outputs = Outputs.of(line.into(mine.bytes()), parts(customer))) {
          for (ByteBuffer part : outputs) {
            customer.write(part);
          }
        }
      } catch (IOException | UncheckedIOException gone) {
        assertThat(isStrict).as("the stream broke: %s", gone).isFalse();
        customer.reset();
      } catch (Stages.Broken broken) {
        customer.reset();
      } finally {
        mine.check();
      }
    }

    void ask() {
      for (int rounds = Choice.between(1, 3); rounds > 0; rounds--) {
        int sent = Choice.between(0, 40);
        int back = 0;
        try (Stream mill = network().connect(MILL)) {
          back = talk(mill, sent);
        } catch (IOException gone) {
          assertThat(isStrict).as("the stream broke: %s", gone).isFalse();
        }
        tally.count(back == sent ? WHOLE : CUT);
        assertThat(isStrict && back < sent).as("%d of %d came back", back, sent).isFalse();
        Task.sleep(Choice.upTo(1_000));
      }
    }

    /// @return how many came back
    private int talk(Stream mill, int sent) {
      int[] back = {0};
      Scope.join(scope -> {
        Task<?> writer = scope.start("writer", () -> send(mill, sent));
        Task<?> reader = scope.start("reader", () -> receive(mill, sent, back));
        if (!isStrict && Choice.oneOf(4)) {
          scope.start("trouble", () -> cancel(Choice.oneOf(2) ? writer : reader, mill));
        }
      });
      return back[0];
    }

    private void send(Stream mill, int count) {
      Stages mine = stages.group();
      var numbers = IntStream.rangeClosed(1, count).boxed().iterator();
      try (var outputs = Outputs.of(mine.bytes(), numbers)) {
        for (ByteBuffer part : outputs) {
          mill.write(part);
        }
        mill.closeOutput();
      } catch (IOException | Stages.Broken gone) {
        mill.reset();
      } finally {
        mine.check();
      }
    }

    private void receive(Stream mill, int sent, int[] back) {
      Stages mine = stages.group();
      try (var outputs = Outputs.of(mine.numbers(), parts(mill))) {
        Iterator<Integer> numbers = outputs.iterator();
        int added = numbers.hasNext() ? numbers.next() : 0;
        while (numbers.hasNext()) {
          back[0]++;
          assertThat(numbers.next()).isEqualTo(back[0] + added);
        }
        assertThat(back[0]).isLessThanOrEqualTo(sent);
      } catch (UncheckedIOException | Stages.Broken gone) {
        mill.reset();
      } finally {
        mine.check();
      }
    }
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }

  /// What a stream gives, until its end.
  private static Iterator<ByteBuffer> parts(Stream stream) {
    return java.util.stream.Stream.generate(() -> read(stream))
        .takeWhile(ByteBuffer::hasRemaining)
        .iterator();
  }

  private static ByteBuffer read(Stream stream) {
    try {
      return stream.read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

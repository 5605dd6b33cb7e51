package io.weightless.check.world;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.EndOfInput;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.TimedOut;
import io.weightless.gio.Context;
import io.weightless.gio.Gio;
import io.weightless.gio.StreamClosed;
import io.weightless.gio.StreamFailed;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.DeadlineExceeded;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.simulation.Simulation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Coroutines on streams, on three floors: clients ask a front, which asks a back end for each
/// question, in a context of its own, and has only so much patience. Clients send several questions
/// at once, or talk to two connections by turns; some vanish, some close their stream under the
/// coroutine. The network does all that a network does, and front and back end crash now and then.
///
/// The oracle knows each question by a number of its own. The back end answers nothing that was not
/// asked, or twice. The answers of a connection are those to its questions, in their order, whole;
/// or it breaks. Whatever happens, every coroutine ends: its clean-up runs. One run in three has
/// good clients and faults that harm nobody, and there everything is answered.
final class GioWorld implements World {
  private static final Address FRONT = new Address("front", 7);
  private static final Address BACK = new Address("back", 7);

  /// By then all connections are over, since nobody uses them any more.
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private static final Duration IDLE = Duration.ofMinutes(1);

  private final Weather weather;
  private final Tally tally =
      new Tally(
          "answered",
          "by turns",
          "broken",
          "cut off",
          "out of time",
          "vanished",
          "closed",
          "back end too slow");

  GioWorld() {
    this(Weather.FOUL);
  }

  GioWorld(Weather weather) {
    this.weather = weather;
  }

  @Override
  public Tally tally() {
    return tally;
  }

  @Override
  public void prepare(Simulation simulation) {
    boolean isStrict = weather.isStrict(simulation.seed());
    Run run = new Run(isStrict);
    simulation
        .service("front", run::serveFront)
        .service("back", run::serveBack)
        .host("client 1", run::ask)
        .host("client 2", run::ask)
        .host("end", run::awaitEnd)
        .faults(weather.faults(isStrict));
  }

  private final class Run {
    private static final int CLIENTS = 2;

    private final boolean isStrict;
    private final Duration patience;
    private final Questions questions = new Questions();
    private int done;

    /// The coroutines of the services' present lives.
    private Lines front = new Lines();

    private Lines back = new Lines();

    Run(boolean isStrict) {
      this.isStrict = isStrict;
      patience = isStrict ? Duration.ofMinutes(2) : Duration.ofMillis(1_500);
    }

    void serveFront() throws IOException {
      Lines lines = new Lines();
      front = lines;
      serve(FRONT, peer -> Gio.drive(peer, answeringFront(lines)));
    }

    void serveBack() throws IOException {
      Lines lines = new Lines();
      back = lines;
      serve(BACK, peer -> Gio.drive(peer, answeringBack(lines)));
    }

    private interface Serving {
      void serve(Stream peer);
    }

    private void serve(Address address, Serving serving) throws IOException {
      try (Listener listener = network().listen(new Address("0.0.0.0", address.port()))) {
        Scope.join(scope -> {
          while (true) {
            Stream peer = listener.accept();
            scope.start("serve", () -> serve(peer, serving));
          }
        });
      }
    }

    private void serve(Stream peer, Serving serving) {
      try (peer) {
        serving.serve(peer);
      } catch (StreamFailed | EndOfInput e) {
        must(!isStrict, "nothing breaks", e);
      } catch (TimedOut _) {
        tally.count("back end too slow"); // or nobody asked any more
      }
    }

    private Coroutine<ByteBuffer, ByteBuffer, String> answeringFront(Lines lines) {
      return lines.coroutine(
          "front",
          io -> {
            try (Stream stream = connect(io, BACK)) {
              Context there = Context.of(stream);
              for (String asked = nextQuestion(io); asked != null; asked = nextQuestion(io)) {
                String question = asked;
                String answer =
                    Gio.within(
                        io,
                        patience,
                        () ->
                            Gio.with(
                                io,
                                there,
                                () -> {
                                  Lines.write(io, question);
                                  return Lines.read(io);
                                }));
                Lines.write(io, answer);
              }
              return "served";
            }
          });
    }

    /// Null when there is none any more.
    private static @Nullable String nextQuestion(Io<ByteBuffer, ByteBuffer> io) {
      return Gio.within(io, IDLE, () -> Lines.readOrEnd(io));
    }

    /// It may be down, or not up yet.
    private Stream connect(Io<ByteBuffer, ByteBuffer> io, Address address) {
      for (int attempts = 10; attempts > 0; attempts--) {
        try {
          return Gio.within(io, patience, () -> Gio.connect(io, address));
        } catch (StreamFailed | TimedOut e) {
          Gio.sleep(io, Choice.upTo(500));
        }
      }
      return Gio.connect(io, address);
    }

    private Coroutine<ByteBuffer, ByteBuffer, String> answeringBack(Lines lines) {
      return lines.coroutine(
          "back",
          io -> {
            for (String asked = nextQuestion(io); asked != null; asked = nextQuestion(io)) {
              int number = questions.handled(asked);
              if (Choice.oneOf(3)) {
                Gio.sleep(io, Choice.upTo(isStrict || !Choice.oneOf(8) ? 200 : 4_000));
              }
              Lines.write(io, Questions.answer(number));
            }
            return "served";
          });
    }

    void ask() {
      Lines lines = new Lines();
      for (int left = Choice.between(4, 8); left > 0; left--) {
        converse(lines);
        must(lines.open() == 0, "a coroutine that is over has cleaned up", null);
        Task.sleep(Choice.upTo(1_000));
      }
      done++;
    }

    private void converse(Lines lines) {
      try {
        switch (isStrict ? Choice.between(1, 3) : Choice.between(1, 5)) {
          case 1 -> askByTurns(lines);
          case 2, 3 -> askOn(lines);
          case 4 -> vanish(lines);
          default -> closeUnder(lines);
        }
      } catch (StreamFailed e) {
        must(!isStrict, "no connection breaks", e);
        tally.count("broken");
      } catch (EndOfInput e) {
        must(!isStrict, "no connection ends early", e);
        tally.count("cut off");
      } catch (TimedOut e) {
        must(!isStrict, "everything is answered in time", e);
        tally.count("out of time");
      }
    }

    /// All at once, or one after the other.
    private void askOn(Lines lines) {
      List<Integer> numbers = questions.several();
      boolean isPipelined = Choice.oneOf(2);
      Gio.drive(
          lines.coroutine(
              "client",
              io -> {
                try (Stream stream = connect(io, FRONT)) {
                  return Gio.with(
                      io,
                      Context.of(stream),
                      () ->
                          Gio.within(
                              io,
                              someTime(),
                              () -> {
                                List<Integer> open = new ArrayList<>();
                                for (int number : numbers) {
                                  Lines.write(io, questions.ask(number));
                                  open.add(number);
                                  if (!isPipelined) {
                                    answered(open.removeFirst(), Lines.read(io));
                                  }
                                }
                                for (int number : open) {
                                  answered(number, Lines.read(io));
                                }
                                return "asked";
                              }));
                }
              }));
    }

    /// Two connections of one coroutine, with all that came too early on each.
    private void askByTurns(Lines lines) {
      List<Integer> ones = questions.several();
      List<Integer> others = ones.stream().map(_ -> questions.next()).toList();
      Gio.drive(
          lines.coroutine(
              "client",
              io -> {
                try (Stream first = connect(io, FRONT);
                    Stream second = connect(io, FRONT)) {
                  Context here = Context.of(first);
                  Context there = Context.of(second);
                  Gio.with(io, here, () -> ones.forEach(n -> Lines.write(io, questions.ask(n))));
                  Gio.with(io, there, () -> others.forEach(n -> Lines.write(io, questions.ask(n))));
                  for (int i = 0; i < ones.size(); i++) {
                    answered(ones.get(i), readSoon(io, here));
                    answered(others.get(i), readSoon(io, there));
                  }
                  tally.count("by turns");
                  return "asked";
                }
              }));
    }

    private String readSoon(Io<ByteBuffer, ByteBuffer> io, Context context) {
      return Gio.within(io, someTime(), () -> Gio.with(io, context, () -> Lines.read(io)));
    }

    private Duration someTime() {
      return isStrict || !Choice.oneOf(4) ? patience.multipliedBy(4) : Choice.upTo(400);
    }

    private void answered(int number, String answer) {
      must(answer.equals(Questions.answer(number)), number + " was answered by " + answer, null);
      tally.count("answered");
    }

    private void vanish(Lines lines) {
      try {
        Scope.join(Deadline.after(Choice.upTo(500)), _ -> askOn(lines));
      } catch (DeadlineExceeded _) {
        tally.count("vanished");
      }
    }

    private void closeUnder(Lines lines) {
      try (Stream stream = network().connect(FRONT)) {
        Scope.join(scope -> {
          Duration later = Choice.upTo(200);
          scope.start(
              "closer",
              () -> {
                Task.sleep(later);
                stream.reset();
              });
          Gio.drive(
              stream,
              lines.coroutine(
                  "client",
                  io -> {
                    while (true) {
                      int number = questions.next();
                      Lines.write(io, questions.ask(number));
                      answered(number, Lines.read(io));
                    }
                  }));
        });
      } catch (IOException e) {
        tally.count("broken");
      } catch (StreamClosed _) {
        tally.count("closed");
      }
    }

    /// Whatever has happened, no coroutine is left.
    void awaitEnd() {
      while (done < CLIENTS || front.open() > 0 || back.open() > 0) {
        must(
            Reactor.current().clock().nanos() < SETTLED.toNanos(),
            "left: " + front.open() + " of the front, " + back.open() + " of the back end",
            null);
        Task.sleep(Duration.ofMillis(250));
      }
    }
  }

  private static void must(boolean holds, String what, @Nullable Throwable cause) {
    if (!holds) {
      throw new AssertionError(what, cause);
    }
  }

  private static Network network() {
    return Reactor.current().service(Network.class);
  }
}

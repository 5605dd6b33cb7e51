package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a driver may do with a pipeline, and with its parts.
class PipelineUseTest {
  private record Time() implements Request<Long> {}

  private final List<String> trail = new ArrayList<>();

  private static Coroutine<String, String, String> copy(String name) {
    return Coroutine.of(
        name,
        io -> {
          for (String value = io.read(); value != null; value = io.read()) {
            io.write(value + name);
          }
          return name;
        });
  }

  @Test
  void aStageIsPartOfOnePipelineOnly() {
    var a = copy("a");
    var b = copy("b");
    var c = copy("c");
    var line = a.into(b);

    assertThatThrownBy(() -> a.into(c))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'a' is part of a pipeline already");
    assertThatThrownBy(() -> c.into(b)).hasMessage("coroutine 'b' is part of a pipeline already");
    assertThat(Outputs.of(line.into(c), List.of("1")).toList()).containsExactly("1abc");
  }

  @Test
  void aPartIsNotDrivenByItself() {
    var a = copy("a");
    var b = copy("b");
    var line = a.into(b);

    for (var part : List.of(a, b)) {
      assertThatThrownBy(part::next)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageEndingWith("is part of a pipeline already");
      assertThatThrownBy(part::close).hasMessageEndingWith("is part of a pipeline already");
    }
    line.close();
  }

  @Test
  void aPipelineThatBecamePartOfALongerOneIsNotDrivenByItself() {
    var line = copy("a").into(copy("b"));
    var longer = line.into(copy("c"));

    assertThatThrownBy(line::next).hasMessage("coroutine 'b' is part of a pipeline already");
    longer.close();
  }

  @Test
  void aStartedOneIsRefusedAndBothAreLeftAsTheyAre() {
    var a = copy("a");
    var started = copy("started");
    started.next();

    assertThatThrownBy(() -> a.into(started))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'started' was started already");
    assertThatThrownBy(() -> started.into(a)).hasMessage("coroutine 'started' was started already");
    assertThat(started.send("1")).isEqualTo(new Step.Output<>("1started"));
    started.close();
    assertThat(Outputs.of(a.into(copy("b")), List.of("1")).toList()).containsExactly("1ab");
  }

  @Test
  void oneIntoItselfIsRefused() {
    var a = copy("a");

    assertThatThrownBy(() -> a.into(a))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coroutine 'a' can't read what it writes itself");
    var b = copy("b");
    var line = a.into(b);
    assertThatThrownBy(() -> line.into(a)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> line.into(line)).isInstanceOf(IllegalArgumentException.class);
    line.close();
  }

  @Test
  void aPipelineIsNotCalledAsAProgramAndCanBeDrivenAllTheSame() {
    var line = copy("a").into(copy("b"));
    Coroutine<String, String, String> caller = Coroutine.of("caller", io -> io.call(line));

    assertThatThrownBy(caller::next)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a pipeline has no single program: coroutine 'b'");
    assertThat(Outputs.of(line, List.of("1")).toList()).containsExactly("1ab");
  }

  @Test
  void aWrongStepIsRefusedAndChangesNothing() {
    var line = copy("a").into(copy("b"));
    assertThatThrownBy(() -> line.send("1"))
        .hasMessage("coroutine 'b' can't take an input now: it is not started, see next()");
    assertThatThrownBy(line::end).isInstanceOf(IllegalStateException.class);
    line.next();
    assertThatThrownBy(line::next)
        .hasMessage("coroutine 'b' can't go on now: it reads, see send()");
    line.send("1");
    assertThatThrownBy(() -> line.send("2"))
        .hasMessage("coroutine 'b' can't take an input now: it wrote, see next()");

    line.next();
    assertThat(line.end()).isEqualTo(new Step.Done<>("b", List.of()));
  }

  @Test
  void whatAnyStageAsksItsDriverAnswers() {
    var line = asking("a").into(asking("b")).into(asking("c"));
    Step<String, String, String> step = line.next();
    while (step instanceof Step.Asks<?, ?, ?>(Request<?> request)) {
      Time time = (Time) request;
      step = line.answer(time, (long) trail.size());
    }
    assertThat(step).isInstanceOf(Step.NeedsInput.class);
    assertThat(trail).containsExactly("c at 0", "b at 1", "a at 2");
    line.close();
  }

  private Coroutine<String, String, String> asking(String name) {
    return Coroutine.of(
        name,
        io -> {
          long time = io.ask(new Time());
          trail.add(name + " at " + time);
          return String.valueOf(io.read());
        });
  }

  @Test
  void aSidekickOfAStageAnswersBeforeThatOfThePipeline() {
    var line =
        asking("a").sidekick(Time.class, _ -> 7L).into(asking("b")).sidekick(Time.class, _ -> 8L);

    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(trail).containsExactly("b at 8", "a at 7");
    line.close();
  }

  @Test
  void steppedItPausesBeforeEachCallOfEachStage() {
    var line = calling("a").into(calling("b")).stepping();

    assertThat(line.next()).isInstanceOf(Step.Paused.class);
    assertThat(trail).isEmpty();
    assertThat(line.next()).isInstanceOf(Step.Paused.class);
    assertThat(trail).containsExactly("b called");
    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(trail).containsExactly("b called", "a called");
    assertThat(line.send("1")).isInstanceOf(Step.Output.class);
    line.close();
  }

  @Test
  void aSteppedStageAlonePauses() {
    var line = calling("a").stepping().into(calling("b"));

    assertThat(line.next()).isInstanceOf(Step.Paused.class);
    assertThat(trail).containsExactly("b called");
    line.close();
  }

  private Coroutine<String, String, String> calling(String name) {
    return Coroutine.of(
        name,
        io ->
            io.call(inside -> {
              trail.add(name + " called");
              inside.write(inside.next());
              return name;
            }));
  }

  @Test
  void aStageUsesItsOwnIoOnly() {
    List<Io<String, String>> stolen = new ArrayList<>();
    Coroutine<String, String, String> first =
        Coroutine.of(
            "first",
            io -> {
              stolen.add(io);
              io.write("1");
              return "never";
            });
    Coroutine<String, String, String> thief =
        Coroutine.of(
            "thief",
            io -> {
              io.next();
              return String.valueOf(stolen.getFirst().read());
            });

    assertThatThrownBy(() -> first.into(thief).next())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("coroutine 'first' alone uses its Io, on its own stack");
  }
}

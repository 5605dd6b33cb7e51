package io.weightless.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Stages that hand control to each other.
class PipelineTest {
  private final List<String> trail = new ArrayList<>();

  /// Tells of each value when it is read, written and gone.
  private Coroutine<String, String, Integer> stage(String name) {
    return Coroutine.of(
        name,
        io -> {
          int count = 0;
          trail.add(name + " begins");
          for (String value = io.read(); value != null; value = io.read()) {
            trail.add(name + " writes " + value);
            io.write(value + name);
            trail.add(name + " goes on");
            count++;
          }
          trail.add(name + " ends");
          return count;
        });
  }

  @Test
  void nothingRunsThatNobodyAskedFor() {
    var line = stage("a").into(stage("b"));
    assertThat(trail).isEmpty();

    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(trail).containsExactly("b begins", "a begins");
    line.close();
  }

  @Test
  void eachValueIsHandedOnBeforeTheNextIsAskedFor() {
    var line = stage("a").into(stage("b")).into(stage("c"));
    line.next();
    trail.clear();

    assertThat(line.send("1")).isEqualTo(new Step.Output<>("1abc"));
    assertThat(trail).containsExactly("a writes 1", "b writes 1a", "c writes 1ab");
    trail.clear();

    assertThat(line.next()).isInstanceOf(Step.NeedsInput.class);
    assertThat(trail).containsExactly("c goes on", "b goes on", "a goes on");
    trail.clear();

    assertThat(line.end()).isEqualTo(new Step.Done<>(1, List.of()));
    assertThat(trail).containsExactly("a ends", "b ends", "c ends");
  }

  @Test
  void aStageThatReadsNothingLeavesTheOnesBeforeItUnstarted() {
    var line = stage("a").into(Coroutine.<String, String, String>of("b", _ -> "done"));

    assertThat(line.next()).isEqualTo(new Step.Done<>("done", List.of()));
    assertThat(trail).isEmpty();
  }

  @Test
  void aStageRunsNoFurtherThanTheOneAfterItNeeds() {
    Coroutine<String, Integer, Integer> counting =
        Coroutine.of(
            "counting",
            io -> {
              for (int i = 1; true; i++) {
                trail.add("writes " + i);
                io.write(i);
              }
            });
    Coroutine<Integer, Integer, Integer> two = Coroutine.of("two", io -> io.next() + io.next());

    assertThat(counting.into(two).next()).isEqualTo(new Step.Done<>(3, List.of()));
    assertThat(trail).containsExactly("writes 1", "writes 2");
    assertThat(counting.isDone()).isTrue();
  }

  @Test
  void eachStageHasItsOwnResult() {
    var a = stage("a");
    var pairs =
        Coroutine.<String, String, String>of(
            "pairs",
            io -> {
              for (String left = io.read(); left != null; left = io.read()) {
                io.write(left + io.next());
              }
              return "even";
            });
    var c = stage("c");
    var line = a.into(pairs).into(c);

    assertThat(Outputs.of(line, List.of("1", "2", "3", "4")).toList())
        .containsExactly("1a2ac", "3a4ac");
    assertThat(a.result()).isEqualTo(4);
    assertThat(pairs.result()).isEqualTo("even");
    assertThat(c.result()).isEqualTo(2);
    assertThat(line.result()).isEqualTo(2);
  }

  @Test
  void aStageThatWasClosedHasNoResult() {
    var a = stage("a");
    var line = a.into(Coroutine.<String, String, String>of("one", Io::next));
    line.next();

    assertThat(line.send("1")).isEqualTo(new Step.Done<>("1a", List.of()));
    assertThatThrownBy(a::result).hasMessage("coroutine 'a' has not returned");
  }

  @Test
  void itDoesTheSameHoweverItIsPutTogether() {
    List<UnaryOperator<List<String>>> ways =
        List.of(
            inputs -> Outputs.of(stage("a").into(stage("b")).into(stage("c")), inputs).toList(),
            inputs -> Outputs.of(stage("a").into(stage("b").into(stage("c"))), inputs).toList());
    List<List<String>> trails = new ArrayList<>();
    for (var way : ways) {
      trail.clear();
      assertThat(way.apply(List.of("1", "2"))).containsExactly("1abc", "2abc");
      trails.add(List.copyOf(trail));
    }

    assertThat(trails.get(0)).hasSize(18).isEqualTo(trails.get(1));
  }

  @Test
  void halfLinesJoinInTheMiddle() {
    var line = stage("a").into(stage("b")).into(stage("c").into(stage("d")));

    assertThat(Outputs.of(line, List.of("1")).toList()).containsExactly("1abcd");
  }

  @Test
  void whatAStageGivesBackItReadsAgain() {
    var words =
        Coroutine.<String, String, Integer>of(
            "words",
            io -> {
              for (String text = io.read(); text != null; text = io.read()) {
                int space = text.indexOf(' ');
                if (space >= 0) {
                  io.unread(text.substring(space + 1));
                }
                io.write(space < 0 ? text : text.substring(0, space));
              }
              return 0;
            });
    var line = stage("1").into(words).into(stage("2"));

    assertThat(Outputs.of(line, List.of("a b c", "d")).toList())
        .containsExactly("a2", "b2", "c12", "d12");
  }

  @Test
  void whatIsGivenBackIsReadBeforeTheStageBeforeIsAsked() {
    Coroutine<String, String, String> ahead =
        Coroutine.of(
            "ahead",
            io -> {
              String first = io.call(inside -> look(inside));
              return first + io.next() + io.next();
            });
    var line = stage("a").into(ahead);
    line.next();
    assertThat(line.send("1")).isInstanceOf(Step.NeedsInput.class);
    trail.clear();

    assertThat(line.send("2")).isEqualTo(new Step.Done<>("1a1a2a", List.of()));
    assertThat(trail).containsExactly("a writes 2");
  }

  /// The next two, given back.
  private static String look(Io<String, String> io) {
    String first = io.next();
    io.unread(first, io.next());
    return first;
  }

  @Test
  void whatIsLeftOfEachStageIsKept() {
    Coroutine<String, String, String> first =
        Coroutine.of(
            "first",
            io -> {
              io.write(io.next());
              String extra = io.next();
              io.unread("half of " + extra, "more");
              return "one";
            });
    Coroutine<String, String, String> second =
        Coroutine.of(
            "second",
            io -> {
              String only = io.next();
              assertThat(io.read()).isNull();
              io.unread("rest of " + only);
              return "two";
            });
    Coroutine<String, String, String> third =
        Coroutine.of(
            "third",
            io -> {
              io.unread("mine");
              assertThat(io.next()).isEqualTo("mine");
              assertThat(io.read()).isNull();
              io.unread("last");
              return "three";
            });
    var line = first.into(second).into(third);
    line.next();
    line.send("x");

    assertThat(line.send("y")).isEqualTo(new Step.Done<>("three", List.of("half of y", "more")));
    assertThat(first.rest()).containsExactly("half of y", "more");
    assertThat(second.rest()).containsExactly("rest of x");
    assertThat(third.rest()).containsExactly("last");
    assertThat(line.rest()).containsExactly("half of y", "more");
  }

  @Test
  void whatIsLeftOfAStageThatIsClosedIsKept() {
    Coroutine<String, String, String> first =
        Coroutine.of(
            "first",
            io -> {
              io.unread("given back");
              io.write("out");
              return "never";
            });
    var line = first.into(Coroutine.<String, String, String>of("second", Io::next));

    assertThat(line.next()).isEqualTo(new Step.Done<>("out", List.of("given back")));
  }

  @Test
  void aPipelineInsideAStageIsDrivenByThatStage() {
    Coroutine<String, String, Integer> outer =
        Coroutine.of(
            "outer",
            io -> {
              var inner = stage("x").into(stage("y"));
              Step<String, String, Integer> step = inner.next();
              while (true) {
                switch (step) {
                  case Step.NeedsInput<?, ?, ?> _ -> {
                    String input = io.read();
                    step = input == null ? inner.end() : inner.send(input);
                  }
                  case Step.Output<?, String, ?>(String value) -> {
                    io.write("<" + value + ">");
                    step = inner.next();
                  }
                  case Step.FlowControl<?, ?, ?> _ -> throw new AssertionError();
                  case Step.Done<?, ?, Integer>(Integer result, _) -> {
                    return result;
                  }
                }
              }
            });
    var line = stage("a").into(outer).into(stage("b"));

    assertThat(Outputs.of(line, List.of("1", "2")).toList()).containsExactly("<1axy>b", "<2axy>b");
    assertThat(outer.result()).isEqualTo(2);
  }

  @Test
  void aThousandStagesHandOn() {
    Coroutine<Integer, Integer, Integer> line = increment(0);
    for (int i = 1; i < 1_000; i++) {
      line = line.into(increment(i));
    }

    assertThat(Outputs.of(line, IntStream.range(0, 5).boxed().toList()).toList())
        .containsExactly(1_000, 1_001, 1_002, 1_003, 1_004);
  }

  @Test
  void aThousandStagesEndInside() {
    Coroutine<Integer, Integer, Integer> line = increment(0);
    for (int i = 1; i < 1_000; i++) {
      line = line.into(increment(i));
    }
    line.next();
    line.close();

    assertThat(trail).hasSize(1_000).startsWith("999 ends", "998 ends").endsWith("0 ends");
  }

  private Coroutine<Integer, Integer, Integer> increment(int number) {
    return Coroutine.of(
        "increment " + number,
        io -> {
          try {
            for (Integer value = io.read(); value != null; value = io.read()) {
              io.write(value + 1);
            }
            return number;
          } finally {
            trail.add(number + " ends");
          }
        });
  }
}

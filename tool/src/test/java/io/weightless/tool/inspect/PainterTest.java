package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.inspect.SeenLoop;
import io.weightless.inspect.Snapshot;
import io.weightless.inspect.Why;
import io.weightless.net.terminal.Terminal.Size;
import io.weightless.reactor.TaskInfo;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PainterTest {
  private static final int CONTROL_CHARACTERS = ' ';

  private final Inspection inspection =
      new Inspection("127.0.0.1:9000", new Choice(View.TASKS, Order.TREE, ""));

  private Frame frame(int columns, int rows) {
    return new Painter(inspection, new Size(columns, rows)).frame();
  }

  private void type(String keys) {
    keys.chars().forEach(c -> inspection.press(new Key.Typed(c), 10));
  }

  private void seeTwo() {
    inspection.see(Pictures.shop(1));
    inspection.see(Pictures.shop(2));
  }

  @Test
  void tasksAreATreeWithScopesAndWhatEachDoes() {
    seeTwo();
    inspection.press(Key.Named.DOWN, 10);

    assertThat(frame(80, 24).plain())
        .isEqualTo(
            """
             weightless inspect 127.0.0.1:9000                           uring, fast engine
             REACTOR        HELD  TURNS/s   TASKS  TIMERS  LONGEST HOLD
             worker-1      43.6%    1,234       5       3  12ms by 'packer'

            [1 Tasks 5] 2 Components 3  3 Channels 1  4 Streams 1
               HELD TURNS/s    AGE TASK                         WHAT IT DOES
                 0%       0  1m02s main                         waits: the tasks of its sco…
            >  2.0%     100  32.0s ├ orders                     waits: a value of Channel[o…
               0.1%      10        │ └ scope, 5 s left (1 task)
               0.1%      10  22.0s │   └ order 7                waits: Lock[held by 'packer…
              41.5%      40  17.0s ├ packer                     is ready
                 0%       0  14.0s └ sweeper                    sleeps for 1m00s











             q quit  ? help  s order: tree  / filter  Enter why  Tab view               2/6\
            """);
  }

  @Test
  void aNarrowScreenHasTheColumnsThatMatter() {
    seeTwo();
    type("s");

    assertThat(frame(40, 10).plain())
        .isEqualTo(
            """
             weightless inspect 127.0.0.1:9000
             REACTOR        HELD  TURNS/s   TASKS  …
             worker-1      43.6%    1,234       5  …
            [1 Tasks] 2 Components  3 Channels  4 S…
              HELD↓ TASK            WHAT IT DOES
            > 41.5% packer          is ready
               2.0% orders          waits: a value …
               0.1% order 7         waits: Lock[hel…
                 0% main            waits: the task…
             q quit  ? help  s order: held  / filte…\
            """);
  }

  @Test
  void componentsHaveTheirBoxesAndWires() {
    seeTwo();
    type("2");

    assertThat(frame(80, 24).plain().lines().skip(5).limit(7))
        .containsExactly(
            " COMPONENT, PORT                       BOX    IN/s   OUT/s STATE, WIRE",
            ">Shop                                                      running",
            " ├ Desk                                                    running",
            "!│ └ out                            !64/64   1,000   1,000 → 'in' of Packer",
            "!└ Packer                                                  crashed",
            "   ├ in                                3/8       0       0",
            "   └ errors (out)                        -                 → 'in' of Desk");
  }

  @Test
  void channelsAndStreamsHaveWhatGoesThroughThem() {
    seeTwo();
    type("3");
    assertThat(frame(100, 24).plain())
        .contains(
            ">7 Channel[orders]                     3/64   2,000   1,500       0 1 wait to receive;"
                + " desk → ?");
    type("4");
    assertThat(frame(80, 24).plain())
        .contains(
            ">the stream from a to b                       2.0 KiB      0 B  4.0 KiB      0 B");
  }

  @Test
  void ofASilentReactorItIsToldWhoHoldsItAndWhere() {
    inspection.see(
        new Picture(
            List.of(
                new Seen("worker-1", null, "task 'hog' holds it", List.of("Hog.run(Hog.java:7)")),
                Pictures.shop(1).reactors().getFirst())));

    assertThat(frame(80, 24).plain())
        .contains("\n!worker-1      silent: task 'hog' holds it, at Hog.run(Hog.java:7)\n")
        .contains(" └ silent: task 'hog' holds it\n!")
        .contains("   └ at Hog.run(Hog.java:7)\n");
    type("s");
    assertThat(frame(80, 24).plain())
        .contains(" silent: task 'hog' holds it\n", "packer (worker-1)");
  }

  @Test
  void ofManyReactorsTheFirstAreShownAndHowManyThereAre() {
    Seen one = Pictures.shop(1).reactors().getFirst();
    inspection.see(
        new Picture(
            IntStream.range(0, 64)
                .mapToObj(i -> new Seen("worker-" + i, one.snapshot(), null, List.of()))
                .toList()));

    assertThat(frame(80, 24).plain())
        .contains("\n worker-4 ", "\n and 59 more\n", "\n[1 Tasks 320]")
        .doesNotContain("\n worker-5 ");
  }

  @Test
  void whatALostConnectionAFilterAndAPauseLookLike() {
    seeTwo();
    inspection.lose("connect 127.0.0.1:9000: Connection refused");
    assertThat(frame(80, 24).plain())
        .endsWith("\n!connect 127.0.0.1:9000: Connection refused; trying again");
    seeTwo();
    type("/zz");
    assertThat(frame(80, 24).plain())
        .contains("\n nothing here contains 'zz'\n")
        .endsWith("\n filter: zz_  (Enter keeps it, Esc ends it)");
    inspection.press(Key.Named.ENTER, 10);
    type("p");
    assertThat(frame(120, 24).plain()).contains("\n PAUSED, p goes on ", "/ filter: 'zz'");
  }

  @Test
  void whyATaskWaitsIsAPageThatCanBeScrolled() {
    inspection.see(Pictures.shop(1));
    inspection.press(Key.Named.ENTER, 10);
    Why.Link link =
        new Why.Link(
            1, "main", TaskInfo.State.WAITING, "a lock", Collections.nCopies(40, "X.x(X.java:1)"));
    inspection.answer(
        Page.of(new Row.Question("worker-1", 1, "main"), new Why(List.of(link), "It is so.")));

    assertThat(frame(80, 24).plain())
        .startsWith(
            """
             Task 'main', id 1, on worker-1

             task 'main' waits for a lock
                 at X.x(X.java:1)
            """)
        .doesNotContain("It is so.");
    inspection.press(Key.Named.END, 10);
    assertThat(frame(80, 24).plain()).contains("\n It is so.\n Esc back");
    inspection.press(Key.Named.UP, 10);
    assertThat(frame(80, 24).plain()).as("no key goes beyond the end").doesNotContain("It is so.");
  }

  @ParameterizedTest
  @CsvSource({
    "80, 24", "40, 10", "200, 50", "20, 5", "1, 1", "10, 2", "71, 19", "1, 24", "5, 24", "12, 30"
  })
  void noFrameIsGreaterThanTheScreenOrHasAnOrderInIt(int columns, int rows) {
    String evil = "\u001b[2J\u0007日本語\r\n\u202e".repeat(30);
    Why why =
        new Why(List.of(new Why.Link(1, evil, TaskInfo.State.READY, null, List.of(evil))), evil);
    inspection.see(Pictures.of(List.of(Pictures.task(1, 0, -1, evil, evil, 1, 0.5, 1, evil)), 1));
    for (String keys : List.of("", "1s", "2", "3", "4", "1\r", "q?", "q/zz")) {
      type(keys.replace("\r", ""));
      if (keys.endsWith("\r")) {
        inspection.press(Key.Named.ENTER, 10);
        inspection.answer(Page.of(new Row.Question("worker-1", 1, evil), why));
      }
      List<Line> lines = frame(columns, rows).lines();
      assertThat(lines).as(keys).hasSize(rows);
      for (Line line : lines) {
        assertThat(Cells.width(line.plain())).as(line.plain()).isLessThanOrEqualTo(columns);
        assertThat(line.plain().chars().noneMatch(c -> c < CONTROL_CHARACTERS)).isTrue();
      }
    }
    inspection.lose(evil);
    Line foot = frame(columns, rows).lines().getLast();
    assertThat(Cells.width(foot.plain())).isLessThanOrEqualTo(columns);
    assertThat(foot.plain().chars().noneMatch(c -> c < CONTROL_CHARACTERS)).isTrue();
  }

  @Test
  void whatAReactorSaysOfItsBackendIsNoOrder() {
    Snapshot seen = Pictures.shopAlone(1);
    SeenLoop loop = new SeenLoop("\u001b[2Juring", "\u009bfast", 1, 0, 0, 0, "", true);
    Snapshot evil =
        new Snapshot(
            seen.atNanos(),
            loop,
            seen.tasks(),
            seen.components(),
            seen.wires(),
            seen.channels(),
            seen.streams());
    inspection.see(new Picture(List.of(new Seen("worker-1", evil, null, List.of()))));

    assertThat(frame(80, 24).plain().lines().findFirst().orElseThrow())
        .endsWith(" ␛[2Juring, \ufffdfast engine");
  }
}

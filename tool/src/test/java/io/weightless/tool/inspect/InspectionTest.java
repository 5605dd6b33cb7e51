package io.weightless.tool.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.inspect.SeenTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class InspectionTest {
  private static final int ROWS = 10;

  private final Inspection inspection =
      new Inspection("place", new Choice(View.TASKS, Order.TREE, ""));

  private String selected() {
    Item item = inspection.cursor().selected(inspection.items());
    return item == null ? "none" : item.row().name();
  }

  private void type(String keys) {
    keys.chars().forEach(c -> inspection.press(new Key.Typed(c), ROWS));
  }

  private void press(Key... keys) {
    List.of(keys).forEach(key -> inspection.press(key, ROWS));
  }

  @Test
  void keysMoveTheCursorWithinTheList() {
    inspection.see(Pictures.crowd(100, 1));

    press(Key.Named.UP);
    assertThat(selected()).isEqualTo("main");
    press(Key.Named.DOWN, Key.Named.PAGE_DOWN);
    assertThat(selected()).isEqualTo("connection 12");
    type("kj");
    press(Key.Named.END, Key.Named.DOWN);
    assertThat(selected()).isEqualTo("connection 100");
    assertThat(inspection.cursor().top(ROWS, 100)).isEqualTo(90);
    press(Key.Named.HOME);
    assertThat(inspection.cursor().top(ROWS, 100)).isZero();
  }

  @Test
  void theCursorStaysAtItsTaskWhileOthersComeAndGo() {
    inspection.see(Pictures.crowd(100, 1));
    type("jjjj");
    String before = selected();

    List<SeenTask> tasks = new ArrayList<>(now().tasks());
    tasks.subList(1, 3).clear();
    inspection.see(Pictures.of(tasks, 2));
    assertThat(selected()).isEqualTo(before);

    tasks.remove(2);
    inspection.see(Pictures.of(tasks, 3));
    assertThat(selected()).as("gone: the one that took its place").isEqualTo("connection 6");
  }

  private io.weightless.inspect.Snapshot now() {
    return inspection.reactors().getFirst().now();
  }

  @Test
  void atTheFirstLineItStaysAtTheFirstLine() {
    inspection.see(Pictures.crowd(3, 1));
    List<SeenTask> tasks = new ArrayList<>(now().tasks());
    tasks.addFirst(Pictures.task(99, 0, -1, "first", null, 1, 0, 1));

    inspection.see(Pictures.of(tasks, 2));

    assertThat(selected()).isEqualTo("first");
  }

  @Test
  void aFilterWorksAsItIsTypedUntilItIsEnded() {
    inspection.see(Pictures.shop(1));

    type("/packex");
    press(Key.Named.BACKSPACE);
    assertThat(inspection.isTyping()).isTrue();
    assertThat(inspection.items()).as("packer, who waits for him, and around").hasSize(5);
    type("r 1q");
    press(Key.Named.ENTER);
    assertThat(inspection.isTyping()).isFalse();
    assertThat(inspection.isOver()).as("q was a character of it").isFalse();
    assertThat(inspection.items()).isEmpty();
    press(Key.Named.ESCAPE);
    assertThat(inspection.items()).hasSize(6);
  }

  @Test
  void ordersAreThoseThatTheViewHas() {
    inspection.see(Pictures.shop(1));

    type("ss");
    assertThat(inspection.choice().order()).isEqualTo(Order.RATE);
    type("s2");
    assertThat(inspection.choice()).isEqualTo(new Choice(View.COMPONENTS, Order.TREE, ""));
    press(Key.Named.TAB, Key.Named.TAB, Key.Named.TAB);
    assertThat(inspection.choice().view()).isEqualTo(View.TASKS);
  }

  @Test
  void sortedByWhatTheyHeldTheGreatestComesFirst() {
    inspection.see(Pictures.shop(1));
    inspection.see(Pictures.shop(2));

    type("s");

    assertThat(inspection.items().stream().map(item -> item.row().name()))
        .containsExactly("packer", "orders", "order 7", "main", "sweeper");
  }

  @Test
  void enterAsksWhyATaskWaitsAndTheAnswerStaysUntilTheUserGoesBack() {
    inspection.see(Pictures.shop(1));
    press(Key.Named.DOWN, Key.Named.ENTER);
    Row.Question question = new Row.Question("worker-1", 2, "orders");
    assertThat(inspection.question()).isEqualTo(question);

    inspection.answer(Page.failed(new Row.Question("worker-1", 3, "other"), "late"));
    assertThat(lines()).containsExactly("asking ...");
    inspection.answer(Page.failed(question, "no idea"));
    assertThat(lines()).containsExactly("no idea");

    press(Key.Named.ESCAPE);
    assertThat(inspection.page()).isNull();
    inspection.answer(Page.failed(question, "later"));
    assertThat(inspection.page()).isNull();
  }

  private List<String> lines() {
    return Objects.requireNonNull(inspection.page()).lines();
  }

  @Test
  void pausedItShowsWhatItHasShown() {
    inspection.see(Pictures.crowd(3, 1));
    type("p");
    inspection.see(Pictures.crowd(9, 2));
    assertThat(inspection.items()).hasSize(3);
    type("p");
    inspection.see(Pictures.crowd(9, 3));
    assertThat(inspection.items()).hasSize(9);
  }

  @Test
  void inAPauseWhatIsAskedIsAnsweredOnce() {
    inspection.see(Pictures.shop(1));
    type("p");
    press(Key.Named.ENTER);
    Row.Question question = new Row.Question("worker-1", 1, "main");
    assertThat(inspection.question()).isEqualTo(question);

    inspection.answer(Page.failed(question, "no idea"));
    assertThat(inspection.question()).isNull();
    assertThat(lines()).containsExactly("no idea");
  }

  @Test
  void aReactorThatWasSilentIsComparedWithWhatItSaidBefore() {
    inspection.see(Pictures.shop(1));
    inspection.see(new Picture(List.of(new Seen("worker-1", null, "x holds it", List.of()))));
    inspection.see(Pictures.shop(3));

    assertThat(inspection.reactors().getFirst().rates().turns()).isEqualTo(1_234);
  }

  @Test
  void qAndInterruptEndItAndInAPageQGoesBack() {
    type("?q");
    assertThat(inspection.page()).isNull();
    assertThat(inspection.isOver()).isFalse();
    type("q");
    assertThat(inspection.isOver()).isTrue();

    Inspection other = new Inspection("place", inspection.choice());
    other.press(new Key.Typed('/'), ROWS);
    other.press(Key.Named.INTERRUPT, ROWS);
    assertThat(other.isOver()).as("while a filter is typed, too").isTrue();
  }
}

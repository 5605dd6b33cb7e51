package io.weightless.check.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.check.architecture.Shape.Breach;
import io.weightless.check.architecture.Shape.Habit;
import io.weightless.testkit.OneEngine;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Holds the hard stops of CONTRIBUTING.md over every source, tests included.
@OneEngine
final class ShapeTest {
  /// A file that may break a habit, and why.
  private record Exemption(Habit habit, String file, String sentence) {}

  private static final List<Exemption> EXEMPTIONS =
      List.of(
          new Exemption(
              Habit.CLOSED_CLASSES,
              "Life.java",
              "Extended by the scope, from another package; an interface would show its methods."),
          new Exemption(
              Habit.CLOSED_CLASSES,
              "Handover.java",
              "Extended by the coroutine, from another package: an object less for each of them."),
          new Exemption(
              Habit.CLOSED_CLASSES,
              "Resource.java",
              "Extended by what each backend opens; it is a link of a list, so that it costs no"
                  + " entry."),
          new Exemption(
              Habit.CLOSED_CLASSES,
              "Component.java",
              "Made to be extended: a component is its ports and its program."),
          new Exemption(
              Habit.CLOSED_CLASSES,
              "MemoryStream.java",
              "Extended by the streams of a simulation, from another package; it is a resource"
                  + " itself."),
          new Exemption(
              Habit.CLOSED_CLASSES,
              "Dependent.java",
              "Extended by the coroutine, from another package; it is a link of a list besides."),
          new Exemption(
              Habit.NO_SLEEP,
              "JdkTimeTest.java",
              "Sleeping is what it tests: a timed wait of the JDK in a task."),
          new Exemption(
              Habit.NO_SLEEP,
              "InterruptTest.java",
              "Sleeping is what it tests: a wait of the JDK that cancelling a task ends."),
          new Exemption(
              Habit.NO_SLEEP,
              "MailWatcher.java",
              "Blocking code as it is elsewhere is what it begins with."));

  /// Both directions in one test, since finding the breaches takes long.
  @Test
  @Timeout(180)
  void everySourceKeepsTheHabitsAndEveryExemptionIsStillNeeded() {
    List<Breach> breaches = breachesOfAll();
    assertThat(breaches.stream().filter(breach -> !isExempt(breach)).toList()).isEmpty();
    assertThat(EXEMPTIONS)
        .allMatch(exemption -> exemption.sentence.length() > 20)
        .allMatch(exemption -> breaches.stream().anyMatch(breach -> covers(exemption, breach)));
  }

  @Test
  void aFileMayHave400LinesAndNo401() {
    assertThat(habits("\n".repeat(399) + "class A {}")).isEmpty();
    assertThat(habits("\n".repeat(400) + "class A {}")).containsExactly(Habit.FILE_LENGTH);
  }

  @Test
  void aMethodMayHave50LinesAndNo51() {
    assertThat(habits("class A {\n  void a() {" + "\n".repeat(49) + "  }\n}")).isEmpty();
    assertThat(breaches("class A {\n  void a() {" + "\n".repeat(50) + "  }\n}"))
        .containsExactly(
            new Breach(Habit.METHOD_LENGTH, "A.java", 2, "a has 51 lines; stop is 50"));
    assertThat(habits("class A {\n  static {" + "\n".repeat(50) + "  }\n}"))
        .containsExactly(Habit.METHOD_LENGTH);
  }

  @Test
  void sleepIsFoundHoweverItIsWritten() {
    for (String sleep :
        List.of(
            "void a() throws Exception { Thread .sleep(1); }",
            "void a() throws Exception { java.lang.Thread .sleep(1); }",
            "Runner a = Thread::sleep;")) {
      assertThat(habits("class A { " + sleep + " }")).containsExactly(Habit.NO_SLEEP);
    }
    assertThat(habits("import static java.lang.Thread .sleep; class A {}"))
        .containsExactly(Habit.NO_SLEEP);
    assertThat(habits("class A { void a() { Task.sleep(SECOND); } }")).isEmpty();
  }

  @Test
  void aMarkForLaterIsFound() {
    assertThat(habits("class A {} // TO" + "DO mend")).containsExactly(Habit.NO_MARKS);
    assertThat(habits("class A {} // FIX" + "ME")).containsExactly(Habit.NO_MARKS);
  }

  @Test
  void aNameMustSaySomething() {
    for (String name : List.of("ServerImpl", "ByteUtil", "Utils", "PoolManager", "TestHelper")) {
      assertThat(habits("class " + name + " {}")).containsExactly(Habit.TELLING_NAMES);
    }
    assertThat(habits("class Implication { enum Utilisation {} }")).isEmpty();
  }

  @Test
  void aPublicClassIsClosedToExtension() {
    assertThat(habits("public class A {}")).containsExactly(Habit.CLOSED_CLASSES);
    assertThat(habits("class A { public static abstract class B {} }"))
        .containsExactly(Habit.CLOSED_CLASSES);
    for (String closed :
        List.of("final class", "sealed class", "record", "enum", "interface", "@interface")) {
      String rest = closed.equals("record") ? "A() {}" : "A {}";
      assertThat(habits("public " + closed + " " + rest)).isEmpty();
    }
  }

  private static List<Breach> breachesOfAll() {
    House house = House.here();
    return Shape.breaches(
        house.sources().stream()
            .collect(
                Collectors.toMap(
                    source -> house.root().relativize(source).toString(), House::read)));
  }

  private static boolean isExempt(Breach breach) {
    return EXEMPTIONS.stream().anyMatch(exemption -> covers(exemption, breach));
  }

  private static boolean covers(Exemption exemption, Breach breach) {
    return exemption.habit == breach.habit() && breach.file().endsWith("/" + exemption.file);
  }

  private static List<Breach> breaches(String text) {
    return Shape.breaches(Map.of("A.java", text));
  }

  private static List<Habit> habits(String text) {
    return breaches(text).stream().map(Breach::habit).toList();
  }
}
